package io.assay.local.assess.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aws.ModelRuntime;
import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.training.TrainingRecord;
import io.assay.model.Prompts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TuningJobsIT {
    private static final String BASE = "amazon.nova-micro-v1:0";
    private static final List<String> PLANTS =
            List.of("a cactus", "the old oak", "some ferns", "my roses", "the hedge");
    private static final List<String> PARCELS = List.of("a parcel", "the box", "my order", "the courier", "a package");

    private static StandIn standIn;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        standIn = new StandIn();
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @Test
    void whatIsLearned_isDeployedAskedAndTakenDown() {
        ModelRuntime models = standIn.reach().models();
        String arn;
        try (TuningJobs jobs = jobs()) {
            arn = jobs.deploy(BASE, file(""));

            assertThat(answer(models, arn, "one of our lilies has brown leaves"))
                    .isEqualTo("plant");
            assertThat(answer(models, arn, "nobody delivered the crate")).isEqualTo("parcel");
            assertThat(standIn.bedrock().deployments()).isEqualTo(1);
        }

        assertThat(standIn.bedrock().deployments()).isZero();
        assertThat(models.ask(call(arn, "anything"))).isInstanceOf(ModelAnswer.Refused.class);
        assertThat(told).contains("tuning " + BASE);
    }

    @Test
    void theSameFile_isTrainedOnce() {
        try (TuningJobs first = jobs()) {
            first.deploy(BASE, file("again"));
        }
        told.clear();
        try (TuningJobs second = jobs()) {
            assertThat(second.isTrained(TuningJobs.name(BASE, file("again")))).isTrue();
            second.deploy(BASE, file("again"));
        }
        assertThat(told).doesNotContain("tuning " + BASE);
    }

    @Test
    void aJobThatFails_saysWhy() {
        try (TuningJobs jobs = jobs()) {
            assertThatThrownBy(() -> jobs.deploy(BASE, "no JSON\n"))
                    .isInstanceOf(InputProblem.class)
                    .hasMessageContaining("Failed")
                    .hasMessageContaining("no JSON");
        }
        assertThat(standIn.bedrock().deployments()).isZero();
    }

    @Test
    void aBeginningThatIsTheSame_isReadFromTheCacheTheSecondTime() {
        ModelRuntime models = standIn.reach().models();
        List<ModelCall.Example> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(new ModelCall.Example("case number " + i + " about a plant", "{\"label\":\"plant\"}"));
        }
        ModelCall call = new ModelCall(
                        BASE,
                        "Answer as JSON.\n- plant: a plant\n- parcel: a parcel",
                        "a cactus",
                        Optional.empty(),
                        100,
                        0)
                .showing(many, true);

        ModelAnswer.Answered first = (ModelAnswer.Answered) models.ask(call);
        ModelAnswer.Answered second = (ModelAnswer.Answered) models.ask(call);

        assertThat(first.cached().written()).isGreaterThan(1_000);
        assertThat(first.cached().read()).isZero();
        assertThat(second.cached())
                .isEqualTo(new ModelAnswer.Cached(first.cached().written(), 0));
        assertThat(second.usage()).isEqualTo(first.usage());
    }

    private TuningJobs jobs() {
        Reach reach = standIn.reach();
        return new TuningJobs(
                reach.control(),
                reach.files(),
                new TuningJobs.Site(StandIn.BUCKET, StandIn.ROLE, Duration.ofMillis(20)),
                told::add);
    }

    private static String answer(ModelRuntime models, String arn, String text) {
        return ((ModelAnswer.Answered) models.ask(call(arn, text))).text().orElseThrow();
    }

    private static ModelCall call(String model, String text) {
        return Prompts.labelAlone(model, Map.of("text", text));
    }

    private static String file(String more) {
        StringBuilder file = new StringBuilder();
        for (String plant : PLANTS) {
            file.append(line("the leaves of " + plant + " are brown " + more, "plant"));
        }
        for (String parcel : PARCELS) {
            file.append(line(parcel + " was not delivered " + more, "parcel"));
        }
        return file.toString();
    }

    private static String line(String text, String label) {
        ModelCall shown = call(BASE, text);
        return new TrainingRecord(shown.system(), shown.user(), label).line() + "\n";
    }
}
