package io.assay.local.services.bedrock;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

class BedrockEndpointIT {
    private static final String SYSTEM = """
            Sort a letter to a garden centre by the tool `decide`.
            - watering: how much and how often to water; leaves wilt or dry out | drought
            - pests: insects, aphids, slugs or mites eat the plant; holes in leaves
            - delivery: a parcel is late, lost or came broken; courier
            """;

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static Embeddings embeddings;
    private static BedrockEndpoint endpoint;
    private static BedrockRuntimeClient bedrock;

    @BeforeAll
    static void start() throws IOException {
        embeddings = new Embeddings(1000);
        endpoint = BedrockEndpoint.start(embeddings, Clock.fixed(NOW, ZoneOffset.UTC), 0);
        bedrock = client(endpoint, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        bedrock.close();
        endpoint.close();
        embeddings.close();
    }

    @BeforeEach
    void behaveWell() {
        endpoint.behave(Behaviour.good());
    }

    @Test
    void forcedTool_isUsedWithLabelConfidenceAndRationale() {
        ConverseResponse answer = bedrock.converse(request("There are aphids all over my roses, eating the leaves"));

        ToolUseBlock use = answer.output().message().content().getFirst().toolUse();
        assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(answer.output().message().role()).isEqualTo(ConversationRole.ASSISTANT);
        assertThat(use.name()).isEqualTo("decide");
        assertThat(use.toolUseId()).startsWith("tooluse_");
        Map<String, Document> input = use.input().asMap();
        assertThat(field(input, "label").asString()).isEqualTo("pests");
        assertThat(field(input, "confidence").asNumber().doubleValue()).isBetween(0.5, 1.0);
        assertThat(field(input, "rationale").asString()).contains("aphids, slugs or mites");
        assertThat(answer.usage().inputTokens()).isBetween(100, 300);
        assertThat(answer.usage().totalTokens())
                .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
        assertThat(answer.metrics().latencyMs()).isNotNegative();
    }

    @Test
    void withoutTool_answersAsJsonText() {
        ConverseResponse answer = bedrock.converse(request("My parcel never came").toBuilder()
                .toolConfig((ToolConfiguration) null)
                .build());

        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.output().message().content().getFirst().text())
                .startsWith("{\"label\":\"delivery\",\"confidence\":0.");
    }

    @Test
    void earlierTurns_teachALabelThatNothingDescribes() {
        ConverseRequest base = request("The courier left my box in the rain");
        String useId = "tooluse_1";
        ConverseRequest taught = base.toBuilder()
                .system(List.of())
                .messages(
                        said(ConversationRole.USER, ContentBlock.fromText("Driver dropped the carton in a puddle")),
                        said(
                                ConversationRole.ASSISTANT,
                                ContentBlock.fromToolUse(u -> u.toolUseId(useId)
                                        .name("decide")
                                        .input(Document.mapBuilder()
                                                .putString("label", "watering")
                                                .build()))),
                        said(
                                ConversationRole.USER,
                                ContentBlock.fromToolResult(
                                        r -> r.toolUseId(useId).content(ToolResultContentBlock.fromText("noted"))),
                                base.messages().getFirst().content().getFirst()))
                .build();

        assertThat(label(bedrock.converse(base))).isEqualTo("delivery");
        assertThat(label(bedrock.converse(taught))).isEqualTo("watering");
    }

    @Test
    void modelIdWithSlashAndColon_isAccepted() {
        ConverseRequest asked = request("Holes in the leaves").toBuilder()
                .modelId("arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.some-model-v1:0")
                .build();

        assertThat(label(bedrock.converse(asked))).isEqualTo("pests");
    }

    @Test
    void maxTokensBelowTheAnswer_truncatesIt() {
        ConverseResponse answer = bedrock.converse(request("Holes in the leaves").toBuilder()
                .inferenceConfig(c -> c.maxTokens(14))
                .build());

        assertThat(answer.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(answer.usage().outputTokens()).isLessThanOrEqualTo(14);
        assertThat(answer.output()
                        .message()
                        .content()
                        .getFirst()
                        .toolUse()
                        .input()
                        .asMap())
                .doesNotContainKey("rationale");
    }

    @Test
    void noMessages_isRefused() {
        assertThatThrownBy(() -> bedrock.converse(
                        request("x").toBuilder().messages(List.of()).build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("must start with a user message");
    }

    @Test
    void toolUseWithoutItsResult_isRefused() {
        ConverseRequest base = request("x");
        assertThatThrownBy(() -> bedrock.converse(base.toBuilder()
                        .messages(
                                said(ConversationRole.USER, ContentBlock.fromText("y")),
                                said(
                                        ConversationRole.ASSISTANT,
                                        ContentBlock.fromToolUse(u -> u.toolUseId("tooluse_9")
                                                .name("decide")
                                                .input(Document.fromMap(Map.of())))),
                                base.messages().getFirst())
                        .build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("tooluse_9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"mesages\":[]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\" \"}]}]}",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"x\"}]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"inferenceConfig\":{\"maxTokens\":0}}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"inferenceConfig\":{\"temperature\":2}}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"toolConfig\":{\"tools\":[]}}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"no label named\"}]}]}",
                "[]"
            })
    void invalidRequest_isAValidationException(String body) throws Exception {
        HttpResponse<String> answer = post("/model/any/converse", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
        assertThat(answer.body()).startsWith("{\"message\":\"");
    }

    @Test
    void whatIsNotSpoken_isUnknown() throws Exception {
        assertThat(post("/model/any/converse-stream", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/model/any/invoke", "{}").headers().firstValue("x-amzn-ErrorType"))
                .contains("ValidationException");
        assertThat(post("/model/any/converse", "{").headers().firstValue("x-amzn-ErrorType"))
                .contains("SerializationException");
    }

    @Test
    void outage_endsAtItsInstant() {
        endpoint.behave(Behaviour.good().unavailableUntil(NOW.plusSeconds(1)));
        assertThatThrownBy(() -> bedrock.converse(request("x"))).isInstanceOf(ServiceUnavailableException.class);

        endpoint.behave(Behaviour.good().unavailableUntil(NOW));
        assertThat(bedrock.converse(request("x")).stopReason()).isEqualTo(StopReason.TOOL_USE);
    }

    @Test
    void faults_repeatWithTheSeedAndHitTheToldShare() {
        Behaviour behaviour =
                Behaviour.good().withSeed(11).throttling(0.3).failing(0.2).offSchema(0.2);
        List<String> first = outcomes(behaviour);

        assertThat(outcomes(behaviour)).isEqualTo(first);
        assertThat(outcomes(behaviour.withSeed(12))).isNotEqualTo(first);
        assertThat(first.stream().filter(o -> o.equals("ThrottlingException")).count())
                .isBetween(30L, 60L);
        assertThat(Set.copyOf(first))
                .contains(
                        "InternalServerException",
                        "ServiceUnavailableException",
                        "ModelErrorException",
                        "ModelTimeoutException");
    }

    @Test
    void everyKindOfOffSchema_reachesTheClient() {
        endpoint.behave(Behaviour.good().withSeed(3).offSchema(1));
        Set<OffSchema> seen = EnumSet.noneOf(OffSchema.class);
        for (int i = 0; i < 120; i++) seen.add(kind(bedrock.converse(request("Leaf problem " + i))));

        assertThat(seen).containsExactlyInAnyOrder(OffSchema.values());
    }

    @Test
    void stall_outlastsTheClientAndEndsWithClose() throws Exception {
        BedrockEndpoint other = BedrockEndpoint.start(embeddings, Clock.systemUTC(), 0);
        other.behave(Behaviour.good().stalling(1, Duration.ofHours(1)));
        try (BedrockRuntimeClient impatient = client(other, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> impatient.converse(request("x"))).isInstanceOf(SdkClientException.class);
        }
        CompletableFuture.runAsync(other::close).get(20, TimeUnit.SECONDS);
    }

    private static List<String> outcomes(Behaviour behaviour) {
        endpoint.behave(behaviour);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            try {
                outcomes.add(kindName(bedrock.converse(request("Leaf problem " + i % 50))));
            } catch (ThrottlingException e) {
                outcomes.add("ThrottlingException");
            } catch (BedrockRuntimeException e) {
                outcomes.add(e.getClass().getSimpleName());
            }
        }
        return outcomes;
    }

    private static String kindName(ConverseResponse answer) {
        return answer.output().message().content().toString().replaceAll("tooluse_\\w+", "id");
    }

    private static OffSchema kind(ConverseResponse answer) {
        List<ContentBlock> content = answer.output().message().content();
        if (content.isEmpty()) return OffSchema.EMPTY_CONTENT;
        if (content.size() == 2) return OffSchema.TWO_TOOL_USES;
        if (content.getFirst().text() != null) return OffSchema.PLAIN_TEXT;
        ToolUseBlock use = content.getFirst().toolUse();
        Map<String, Document> input = use.input().asMap();
        if (!use.name().equals("decide")) return OffSchema.OTHER_TOOL;
        if (!input.containsKey("label")) return OffSchema.MISSING_LABEL;
        if (!Set.of("watering", "pests", "delivery")
                .contains(field(input, "label").asString())) {
            return OffSchema.UNKNOWN_LABEL;
        }
        if (field(input, "confidence").isString()) return OffSchema.CONFIDENCE_NAN;
        double confidence = field(input, "confidence").asNumber().doubleValue();
        assertThat(confidence < 0 || confidence > 1)
                .as("outside [0, 1]: %s", confidence)
                .isTrue();
        return confidence < 0 ? OffSchema.CONFIDENCE_NEGATIVE : OffSchema.CONFIDENCE_ABOVE_ONE;
    }

    private static String label(ConverseResponse answer) {
        ToolUseBlock use = answer.output().message().content().getFirst().toolUse();
        return field(use.input().asMap(), "label").asString();
    }

    private static Document field(Map<String, Document> input, String name) {
        return requireNonNull(input.get(name), name);
    }

    private static ConverseRequest request(String text) {
        Document label = Document.mapBuilder()
                .putString("type", "string")
                .putList("enum", l -> new TreeSet<>(Set.of("watering", "pests", "delivery")).forEach(l::addString))
                .build();
        Document schema = Document.mapBuilder()
                .putString("type", "object")
                .putMap("properties", p -> p.putDocument("label", label))
                .build();
        return ConverseRequest.builder()
                .modelId("some.model-v1:0")
                .system(SystemContentBlock.fromText(SYSTEM))
                .messages(said(
                        ConversationRole.USER,
                        ContentBlock.fromText("Decide.\n<case>{\"id\":\"A-1\",\"text\":\"" + text + "\"}</case>")))
                .toolConfig(c -> c.tools(Tool.fromToolSpec(s -> s.name("decide").inputSchema(i -> i.json(schema))))
                        .toolChoice(t -> t.tool(n -> n.name("decide"))))
                .inferenceConfig(c -> c.maxTokens(300).temperature(0f))
                .build();
    }

    private static Message said(ConversationRole role, ContentBlock... content) {
        return Message.builder().role(role).content(content).build();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(endpoint.uri().resolve(path))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static BedrockRuntimeClient client(BedrockEndpoint to, Duration patience) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(to.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(patience))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
