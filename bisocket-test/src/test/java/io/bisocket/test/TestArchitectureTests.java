package io.bisocket.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the test support may know of the core, of Spring and of Netty. */
class TestArchitectureTests {

    private static final JavaClasses TEST_SUPPORT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.bisocket.test", "io.bisocket.spring.boot.test");

    @Test
    void whenTheCoresInsideIsUsedItIsTheTransportByTheFaultsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bisocket.test.faults")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bisocket.internal..", "io.netty..")
                .check(TEST_SUPPORT);
        noClasses()
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "inside the core, but not its transport",
                                type ->
                                        type.getPackageName().startsWith("io.bisocket.internal.")
                                                && !type.getPackageName()
                                                        .equals("io.bisocket.internal.transport")))
                .check(TEST_SUPPORT);
    }

    @Test
    void whenATestDoesWithoutSpringItNeedsNone() {
        noClasses()
                .that()
                .resideInAPackage("io.bisocket.test..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.junit..", "io.bisocket.spring..")
                .check(TEST_SUPPORT);
    }

    @Test
    void whenAClassIsWrittenItKeepsTheRulesOfTheHouse() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(TEST_SUPPORT);
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(TEST_SUPPORT);
        classes()
                .should(
                        ArchConditions.be(
                                DescribedPredicate.<JavaClass>describe(
                                        "in a @NullMarked package",
                                        type ->
                                                type.getPackage()
                                                        .isAnnotatedWith(NullMarked.class))))
                .check(TEST_SUPPORT);
    }
}
