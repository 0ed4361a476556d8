package io.bisocket.internal.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What holds for the package as a whole, and for those who handle its secrets. */
class CryptoPackageTests {

    private static final String CRYPTO = "io.bisocket.internal.crypto";

    private final JavaClasses product =
            ArchConfiguration.withThreadLocalScope(
                    (ArchConfiguration configuration) -> {
                        configuration.setResolveMissingDependenciesFromClassPath(false);
                        return new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.bisocket");
                    });

    @Test
    void theJdkSuffices() {
        classes()
                .that()
                .resideInAPackage(CRYPTO)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CRYPTO, "java..", "javax.crypto..", "org.jspecify.annotations")
                .check(product);
    }

    /** No application, no Spring module, no public type gets at a secret. */
    @Test
    void secretsAreReadInsideTheCoreAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bisocket.internal..")
                .should()
                .callMethod(SecretBytes.class, "exposeSecret")
                .check(product);
    }
}
