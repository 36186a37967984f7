package io.assay.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.action.HttpsReceiver.Received;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.DecisionInForce;
import io.assay.core.Hashes;
import io.assay.core.Stage;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.check.Accepted;
import io.assay.local.check.Checker;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Point;
import io.assay.local.gateway.iam.Grant;
import io.assay.local.host.LocalStack;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions that go out by webhook, in the running pipeline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionWebhookIT {
    private static final String HOST = "hooks.example.com";
    private static final String SECRET = "a secret that both sides know";
    /** Longer than the delay of a message that waits for its webhook. */
    private static final Duration AGAIN = Duration.ofSeconds(125);
    /** Longer than the visibility timeout of the action queue. */
    private static final Duration VISIBLE_AGAIN = Duration.ofSeconds(181);

    private HttpsReceiver receiver;
    private Pipeline pipeline;
    private Checker checker;
    private final List<Accepted> accepted = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        receiver = new HttpsReceiver(folder, HOST);
        LoopbackActionHandler.receiver = receiver;
        pipeline = Pipeline.start(stack(), LocalStack.Options.inMemory());
        String workflow = Pipeline.text("events/workflows/support-triage.json")
                .replace("\"support-triage\"", "\"hooked\"")
                .replace(
                        "\"action\": {}",
                        "\"action\": {\"webhook\": {\"url\": \"https://" + HOST
                                + "/assay\", \"secret\": \"assay/webhook/support\"}}");
        assertThat(pipeline.call("PUT", "/workflows/hooked", pipeline.operator(), workflow)
                        .status())
                .isEqualTo(201);
        assertThat(pipeline.call("POST", "/workflows/hooked/activate", pipeline.operator(), "{\"version\":1}")
                        .status())
                .isEqualTo(200);
        checker = new Checker(pipeline.stack(), List.of(Workflow.of(Json.object(workflow), 1)));
    }

    @AfterAll
    void stop() {
        checker.close();
        pipeline.close();
        receiver.close();
    }

    @BeforeEach
    void forget() {
        receiver.received.clear();
        receiver.status.set(204);
    }

    @AfterEach
    void nothingIsLostOrDecidedTwice() {
        pipeline.stack().gateway().faults().clear();
        pipeline.settle(
                accepted.stream().flatMap(one -> one.caseId().stream()).toList(), Duration.ofMinutes(40), AGAIN);
        assertThat(checker.check(accepted).violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void receiverWhoseAnswerDoesNotCome_getsTheSameDecisionAgain(HttpsReceiver.Lapse lapse) {
        receiver.lapse.set(lapse);
        String id = automated();

        pipeline.settle(List.of(id), AGAIN.multipliedBy(2), AGAIN);

        assertPostedTwiceAndActedOnce(id);
    }

    @Test
    void crashAfterThePost_givesTheReceiverTheSameDecisionAgain() {
        FaultRule crash = FaultRule.of(new Fault.Crash(Fault.Moment.BEFORE))
                .by("ActionRole")
                .on(Point.Nature.EFFECT)
                .where(point -> point.place().target().equals(decisionsQueue()))
                .once();
        pipeline.stack().gateway().faults().add(crash);
        String id = "";
        for (String body : Pipeline.samples(4)) { // one at a time: a crash ends the whole batch
            id = submit(body);
            pipeline.awaitIdle();
            if (pipeline.stack().gateway().faults().struck(crash) > 0) break;
        }

        assertThat(pipeline.stack().gateway().faults().struck(crash)).isEqualTo(1);

        pipeline.settle(List.of(id), VISIBLE_AGAIN.multipliedBy(2), VISIBLE_AGAIN);

        assertPostedTwiceAndActedOnce(id);
    }

    @Test
    void secondDeliveryOfTheMessage_postsTheDecisionOnce() {
        FaultRule twice = FaultRule.of(new Fault.Twice()).by("ActionRole").on(Point.Nature.ACKNOWLEDGEMENT);
        pipeline.stack().gateway().faults().add(twice);
        List<String> ids = submitted();
        pipeline.settle(ids, AGAIN, AGAIN);

        assertThat(pipeline.stack().gateway().faults().struck(twice)).isPositive();
        assertThat(receiver.received).isNotEmpty();
        assertThat(receiver.received)
                .extracting(post -> header(post, "Idempotency-key"))
                .doesNotHaveDuplicates();
    }

    private void assertPostedTwiceAndActedOnce(String id) {
        CaseFile file = pipeline.caseFile(id);
        List<Received> posts = postsOf(file.decision().orElseThrow());
        assertThat(posts).hasSize(2);
        assertThat(posts)
                .extracting(Received::body)
                .containsOnly(posts.getFirst().body());
        assertThat(Pipeline.events(file, CaseEvent.Acted.class))
                .singleElement()
                .satisfies(acted -> assertThat(acted.receipt()).endsWith("HTTP 204"));
    }

    @Test
    void receiverThatFailsOnce_getsTheSameSignedDecisionAgain() {
        receiver.status.set(500);
        String id = automated();
        DecisionInForce decision = pipeline.caseFile(id).decision().orElseThrow();
        assertThat(postsOf(decision)).hasSize(1);
        assertThat(Pipeline.events(pipeline.caseFile(id), CaseEvent.Acted.class))
                .isEmpty();

        receiver.status.set(204);
        pipeline.settle(List.of(id), AGAIN.multipliedBy(2), AGAIN);

        assertThat(postsOf(decision)).hasSize(2).allSatisfy(post -> {
            assertThat(post.body()).contains("\"decisionId\":\"" + decision.id() + "\"");
            assertThat(header(post, "Assay-signature")).isEqualTo(signature(post));
        });
        assertThat(postsOf(decision))
                .extracting(Received::body)
                .containsOnly(postsOf(decision).getFirst().body());
        assertThat(Pipeline.events(pipeline.caseFile(id), CaseEvent.Acted.class))
                .singleElement()
                .satisfies(acted -> {
                    assertThat(acted.decisionId()).isEqualTo(decision.id());
                    assertThat(acted.target()).contains("webhook");
                    assertThat(acted.receipt()).endsWith("HTTP 204");
                });
        assertThat(pipeline.stack().gateway().permissions().unusedGrants())
                .extracting(Grant::statement)
                .doesNotContain("WebhookSecrets");
    }

    @Test
    void receiverThatKeepsFailing_doesNotHoldTheDecisionBackNorAskAPersonAgain() {
        receiver.status.set(503);
        String id = automated();
        pipeline.settle(List.of(id), Duration.ofMinutes(40), AGAIN);

        CaseFile file = pipeline.caseFile(id);
        assertThat(file.state()).isEqualTo(CaseFile.State.ACTED);
        assertThat(Pipeline.events(file, CaseEvent.Failed.class)).isEmpty();
        assertThat(Pipeline.events(file, CaseEvent.Acted.class))
                .singleElement()
                .satisfies(
                        acted -> assertThat(acted.receipt()).contains("webhook given up: the receiver answered 503"));
        assertThat(postsOf(file.decision().orElseThrow()).size()).isGreaterThan(5);
        assertThat(pipeline.stack().depth("ActionDeadLetters").visible()).isZero();
    }

    /** The template with a secret of the receiver's, as an operator would have made, and the host allowed. */
    private static Stack stack() {
        Stack given = Pipeline.template();
        Map<String, String> parameters = new HashMap<>(given.parameters());
        parameters.put("WebhookHosts", HOST);
        String secret = "\n  ReceiverSecret:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n"
                + "      Name: assay/webhook/support\n      SecretString: " + SECRET + "\n";
        return Template.of(
                Pipeline.text("template.yaml")
                        .replace("\nResources:\n", "\nResources:" + secret)
                        .replace(ActionHandler.class.getName(), LoopbackActionHandler.class.getName()),
                "template.yaml",
                parameters,
                given.account(),
                given.region());
    }

    /** A case that the receiver was told of and did not take. */
    private String automated() {
        List<String> ids = submitted();
        pipeline.awaitIdle();
        return ids.stream()
                .filter(id -> pipeline.caseFile(id)
                        .next()
                        .filter(Stage.ACTION::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private String decisionsQueue() {
        return pipeline.stack().stack().queues().stream()
                .filter(queue -> queue.logicalId().equals("DecisionsQueue"))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private List<String> submitted() {
        return Pipeline.samples(4).stream().map(this::submit).toList();
    }

    private String submit(String body) {
        Pipeline.Answer answer = pipeline.call("POST", "/workflows/hooked/cases", pipeline.submitter(), body);
        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().text("caseId");
        accepted.add(new Accepted(id, Optional.of(id), false));
        return id;
    }

    private List<Received> postsOf(DecisionInForce decision) {
        return receiver.received.stream()
                .filter(post -> header(post, "Idempotency-key").equals(decision.id()))
                .toList();
    }

    private static String header(Received post, String name) {
        return post.headers().getOrDefault(name, List.of()).getFirst();
    }

    /** What a receiver computes from the time it is told and the body it got. */
    private static String signature(Received post) {
        String time = header(post, "Assay-signature").replaceAll("t=(\\d+),.*", "$1");
        byte[] mac = Hashes.hmac(
                SECRET.getBytes(StandardCharsets.UTF_8), (time + "." + post.body()).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac);
    }
}
