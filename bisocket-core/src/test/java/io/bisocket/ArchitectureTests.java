package io.bisocket;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which way the packages depend on each other, and what none of them may do. */
class ArchitectureTests {

    private static final String API = "io.bisocket";
    private static final String INTERNAL = "io.bisocket.internal.";

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(API);

    @Test
    void whenPackagesDependOnEachOtherTheArrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(API)
                .layer("server")
                .definedBy(INTERNAL + "server..")
                .layer("client")
                .definedBy(INTERNAL + "client..")
                .layer("python")
                .definedBy(INTERNAL + "python..")
                .layer("v2")
                .definedBy(INTERNAL + "v2..")
                .layer("engine")
                .definedBy(INTERNAL + "engine..")
                .layer("secure")
                .definedBy(INTERNAL + "secure..")
                .layer("transport")
                .definedBy(INTERNAL + "transport..")
                .layer("dispatch")
                .definedBy(INTERNAL + "dispatch..")
                .layer("call")
                .definedBy(INTERNAL + "call..")
                .layer("link")
                .definedBy(INTERNAL + "link..")
                .layer("session")
                .definedBy(INTERNAL + "session..")
                .layer("keys")
                .definedBy(INTERNAL + "keys..")
                .layer("protocol")
                .definedBy(INTERNAL + "protocol..")
                .layer("crypto")
                .definedBy(INTERNAL + "crypto..")
                .layer("compression")
                .definedBy(INTERNAL + "compression..")
                .whereLayer("api")
                .mayOnlyAccessLayers(
                        "server", "client", "session", "keys", "compression", "transport")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("api")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("api")
                .whereLayer("python")
                .mayOnlyBeAccessedByLayers("server", "client")
                .whereLayer("v2")
                .mayOnlyBeAccessedByLayers("server", "client")
                .whereLayer("engine")
                .mayOnlyAccessLayers("protocol", "api")
                .whereLayer("secure")
                .mayOnlyAccessLayers("transport", "protocol", "crypto", "api")
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("server", "client")
                .whereLayer("transport")
                .mayOnlyAccessLayers("link", "session", "api")
                .whereLayer("dispatch")
                .mayOnlyAccessLayers("link", "session", "api")
                .whereLayer("link")
                .mayOnlyAccessLayers("api")
                .whereLayer("session")
                .mayOnlyAccessLayers("protocol", "crypto", "compression", "api")
                .whereLayer("keys")
                .mayOnlyAccessLayers("crypto", "api")
                .whereLayer("protocol")
                .mayOnlyAccessLayers("api")
                .whereLayer("crypto")
                .mayNotAccessAnyLayer()
                .whereLayer("compression")
                .mayOnlyAccessLayers("protocol", "api")
                .check(CORE);
    }

    @Test
    void whenInternalPackagesDependOnEachOtherThereIsNoCycle() {
        slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void whenCryptoIsComputedTheJdkComputesIt() {
        classes()
                .that()
                .resideInAPackage(INTERNAL + "crypto..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        INTERNAL + "crypto..", "java..", "javax.crypto..", "org.jspecify..")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void whenFramesAreWrittenTheProtocolKnowsNettysBuffersAlone() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "protocol..")
                .should()
                .dependOnClassesThat(inPackageButNot("io.netty", "io.netty.buffer"))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void whenNettyIsUsedItStaysInTransportAndDialects() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        API,
                        INTERNAL + "dispatch..",
                        INTERNAL + "link..",
                        INTERNAL + "session..",
                        INTERNAL + "keys..",
                        INTERNAL + "crypto..",
                        INTERNAL + "compression..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CORE);
    }

    @Test
    void whenBytesAreCompressedOnlyThePackageForItNamesTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + "compression..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.compress..")
                .check(CORE);
    }

    @Test
    void whenTheCoreIsUsedNoFrameworkComesWithIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", "reactor..")
                .check(CORE);
    }

    @Test
    void whenSomethingIsLoggedItGoesThroughSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }

    @Test
    void whenAClassNeedsAnotherItsConstructorSaysSo() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CORE);
    }

    @Test
    void whenAPackageExistsItIsNullMarked() {
        classes().should(be(inANullMarkedPackage())).check(CORE);
    }

    private static DescribedPredicate<JavaClass> inANullMarkedPackage() {
        return DescribedPredicate.describe(
                "in a @NullMarked package",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private static DescribedPredicate<JavaClass> inPackageButNot(String outer, String inner) {
        return JavaClass.Predicates.resideInAPackage(outer + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(inner + ".."));
    }
}
