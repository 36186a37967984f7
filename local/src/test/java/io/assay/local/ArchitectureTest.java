package io.assay.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the local stack, and that what is deployed knows nothing of it. */
@AnalyzeClasses(packages = "io.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rooms_haveNoCycles =
            slices().matching("io.assay.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsDeployed_knowsNothingOfTheLocalStack = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.local..");

    @ArchTest
    static final ArchRule names_sayWhatAClassIs = noClasses()
            .that()
            .resideInAPackage("io.assay.local..")
            .should()
            .haveNameMatching(".*(Utils?|Manager|Impl|Helper|Common)")
            .because("such a name fits anything");
}
