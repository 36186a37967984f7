package io.assay.aws;

import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.core.Usage;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;

/** Bedrock's Converse. Throttling and outages are answers, not exceptions: the caller decides when to ask again. */
public final class ModelRuntime {
    private static final ContentBlock CACHE_POINT =
            ContentBlock.fromCachePoint(point -> point.type(CachePointType.DEFAULT));

    private final BedrockRuntimeClient bedrock;

    public ModelRuntime(BedrockRuntimeClient bedrock) {
        this.bedrock = bedrock;
    }

    /** Asks once. The client must have its own retries off and its timeouts below the function's. */
    public ModelAnswer ask(ModelCall call) {
        try {
            return answered(bedrock.converse(request(call)));
        } catch (ModelTimeoutException e) {
            return new ModelAnswer.Unavailable(ModelAnswer.Cause.TIMED_OUT, reason(e));
        } catch (BedrockRuntimeException e) {
            if (e.isThrottlingException()) {
                return new ModelAnswer.Unavailable(ModelAnswer.Cause.THROTTLED, reason(e));
            }
            return e.statusCode() >= 500 || e.statusCode() == 424
                    ? new ModelAnswer.Unavailable(ModelAnswer.Cause.UNAVAILABLE, reason(e))
                    : refused(e);
        } catch (SdkClientException e) { // no connection, or it broke, or nothing came
            return new ModelAnswer.Unavailable(
                    e.getCause() instanceof SocketTimeoutException
                            ? ModelAnswer.Cause.TIMED_OUT
                            : ModelAnswer.Cause.UNAVAILABLE,
                    reason(e));
        }
    }

    /** A refused request is the workflow's fault (model id, prompt length), a refused caller is the stack's. */
    private static ModelAnswer refused(BedrockRuntimeException e) {
        if (e.statusCode() == 403) {
            throw e;
        }
        return new ModelAnswer.Refused(reason(e));
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }

    private static ConverseRequest request(ModelCall call) {
        ConverseRequest.Builder request = ConverseRequest.builder()
                .modelId(call.modelId())
                .system(SystemContentBlock.fromText(call.system()))
                .messages(messages(call))
                .inferenceConfig(config -> config.maxTokens(call.maxTokens()).temperature((float) call.temperature()));
        call.tool()
                .ifPresent(tool ->
                        request.toolConfig(config -> config.tools(Tool.fromToolSpec(ToolSpecification.builder()
                                        .name(tool.name())
                                        .description(tool.description())
                                        .inputSchema(ToolInputSchema.fromJson(document(tool.schema())))
                                        .build()))
                                .toolChoice(choice -> choice.tool(named -> named.name(tool.name())))));
        return request.build();
    }

    private static List<Message> messages(ModelCall call) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < call.examples().size(); i++) {
            ModelCall.Example example = call.examples().get(i);
            messages.add(message(ConversationRole.USER, ContentBlock.fromText(example.user())));
            boolean kept = call.cacheExamples() && i == call.examples().size() - 1;
            ContentBlock answer = ContentBlock.fromText(example.answer());
            messages.add(
                    kept
                            ? message(ConversationRole.ASSISTANT, answer, CACHE_POINT)
                            : message(ConversationRole.ASSISTANT, answer));
        }
        messages.add(message(ConversationRole.USER, ContentBlock.fromText(call.user())));
        return messages;
    }

    private static Message message(ConversationRole role, ContentBlock... content) {
        return Message.builder().role(role).content(content).build();
    }

    private static ModelAnswer answered(ConverseResponse response) {
        List<ModelAnswer.ToolUse> uses = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Message message = response.output() == null ? null : response.output().message();
        if (message != null) {
            for (ContentBlock block : message.content()) {
                if (block.toolUse() != null) {
                    uses.add(new ModelAnswer.ToolUse(
                            block.toolUse().name(), object(block.toolUse().input())));
                } else if (block.text() != null) {
                    texts.add(block.text());
                }
            }
        }
        return new ModelAnswer.Answered(
                uses,
                texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts)),
                String.valueOf(response.stopReasonAsString()),
                new Usage(response.usage().inputTokens(), response.usage().outputTokens()),
                new ModelAnswer.Cached(
                        count(response.usage().cacheReadInputTokens()),
                        count(response.usage().cacheWriteInputTokens())),
                Duration.ofMillis(response.metrics().latencyMs()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private static Map<String, Object> object(@Nullable Document document) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (document != null && document.isMap()) {
            document.asMap().forEach((key, value) -> {
                Object plain = plain(value);
                if (plain != null) {
                    object.put(key, plain);
                }
            });
        }
        return object;
    }

    private static @Nullable Object plain(Document document) {
        if (document.isString()) {
            return document.asString();
        }
        if (document.isNumber()) {
            return document.asNumber().doubleValue();
        }
        if (document.isBoolean()) {
            return document.asBoolean();
        }
        if (document.isMap()) {
            return object(document);
        }
        if (document.isList()) {
            return document.asList().stream().map(Document::toString).toList();
        }
        return null;
    }

    private static Document document(@Nullable Object value) {
        return switch (value) {
            case null -> Document.fromNull();
            case String text -> Document.fromString(text);
            case Boolean truth -> Document.fromBoolean(truth);
            case Integer whole -> Document.fromNumber(whole);
            case Number number -> Document.fromNumber(number.doubleValue());
            case Map<?, ?> map ->
                Document.fromMap(map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(), entry -> document(entry.getValue()))));
            case List<?> list ->
                Document.fromList(list.stream().map(ModelRuntime::document).toList());
            default -> throw new IllegalArgumentException("no JSON kind: " + value.getClass());
        };
    }
}
