package io.bisocket.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the Spring side may see of the core, and which way its packages depend on each other. */
class SpringArchitectureTests {

    private static final JavaClasses SPRING =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.bisocket.spring");

    @Test
    void whenSpringUsesTheCoreItUsesThePublicApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bisocket.internal..")
                .check(SPRING);
    }

    @Test
    void whenPackagesDependOnEachOtherTheArrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("boot")
                .definedBy("io.bisocket.spring.boot..")
                .layer("exchange")
                .definedBy("io.bisocket.spring.exchange..")
                .layer("handler")
                .definedBy("io.bisocket.spring.handler..")
                .layer("api")
                .definedBy("io.bisocket.spring")
                .whereLayer("exchange")
                .mayOnlyAccessLayers("handler", "api")
                .whereLayer("handler")
                .mayOnlyAccessLayers("api")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .check(SPRING);
    }

    @Test
    void whenAUserDoesWithoutBootTheHandlersWorkWithSpringAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bisocket.spring.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot..")
                .check(SPRING);
    }

    @Test
    void whenAClassIsWrittenItKeepsTheRulesOfTheHouse() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SPRING);
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(SPRING);
    }
}
