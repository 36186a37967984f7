package io.assay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/** Who may know whom. Rooms that are still empty are allowed to be. */
@AnalyzeClasses(packages = "io.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final List<String> STAGES = List.of(
            "intake",
            "inference",
            "evaluation",
            "action",
            "escalation",
            "review",
            "canary",
            "tokens",
            "cases",
            "audit",
            "metrics",
            "registry",
            "certification",
            "sweeper");

    private static final String[] STAGE_PACKAGES = packages(STAGES);

    private static final String[] SHARED_PACKAGES =
            packages(List.of("json", "http", "schema", "rules", "privacy", "model", "access", "priming"));

    @ArchTest
    static final ArchRule theSdk_isSeenByAwsOnly = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule aws_knowsCoreAndJsonOnly = noClasses()
            .that()
            .resideInAPackage("io.assay.aws..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.assay..")
                    .and(resideOutsideOfPackages("io.assay.aws..", "io.assay.core..", "io.assay.json..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule core_isPure = classes()
            .that()
            .resideInAPackage("io.assay.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.core..", "java..", "javax.crypto..", "org.jspecify..", "org.apache.commons.statistics..");

    @ArchTest
    static final ArchRule stages_doNotKnowEachOther =
            slices().assignedFrom(new Stages()).should().notDependOnEachOther().allowEmptyShould(true);

    @ArchTest
    static final ArchRule sharedRooms_knowNoStage = noClasses()
            .that()
            .resideInAnyPackage(SHARED_PACKAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STAGE_PACKAGES);

    @ArchTest
    static final ArchRule wiring_isSeenByHandlersOnly = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .doNotBelongToAnyOf(Wiring.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Wiring.class);

    @ArchTest
    static final ArchRule rooms_haveNoCycles =
            slices().matching("io.assay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theLocalStack_isSeenByNobody =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.assay.local..");

    @ArchTest
    static final ArchRule handlers_areFinalStreamHandlers = classes()
            .that()
            .haveSimpleNameEndingWith("Handler")
            .and()
            .areTopLevelClasses()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .implement(RequestStreamHandler.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_sayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Manager|Impl|Helper|Common)")
            .because("such a name fits anything");

    @ArchTest
    static final ArchRule theEnvironment_isReadByWiringOnly = noClasses()
            .that()
            .doNotBelongToAnyOf(Wiring.class)
            .should()
            .accessTargetWhere(
                    access("reads the environment", a -> owner(a, System.class) && name(a).equals("getenv")));

    @ArchTest
    static final ArchRule theClock_isHandedIn = noClasses()
            .that()
            .doNotBelongToAnyOf(Wiring.class)
            .should()
            .accessTargetWhere(access("reads the wall clock", ArchitectureTest::readsWallClock));

    private static boolean readsWallClock(JavaAccess<?> access) {
        boolean now = access.getTargetOwner().getPackageName().equals("java.time")
                && name(access).equals("now")
                && !access.getTarget().getFullName().contains(Clock.class.getName());
        boolean system = owner(access, Clock.class) && name(access).startsWith("system");
        return now || system || (owner(access, System.class) && name(access).equals("currentTimeMillis"));
    }

    private static boolean owner(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isEquivalentTo(type);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTarget().getName();
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static String[] packages(List<String> rooms) {
        return rooms.stream().map(room -> "io.assay." + room + "..").toArray(String[]::new);
    }

    /** Each stage is a slice; everything else is none. */
    private static final class Stages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return STAGES.stream()
                    .filter(stage -> (javaClass.getPackageName() + ".").startsWith("io.assay." + stage + "."))
                    .findFirst()
                    .map(SliceIdentifier::of)
                    .orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "stages";
        }
    }
}
