package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.template.Stack;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bedrock's runtime: who invokes a model by {@code Converse} needs {@code bedrock:InvokeModel}. An inference profile
 * needs it twice: on the profile and on the model behind it.
 */
final class BedrockCalls implements CallReader {
    private static final Pattern PATH =
            Pattern.compile("/model/([^/]+)/(converse|converse-stream|invoke|invoke-with-response-stream)");
    private static final Pattern PROFILE = Pattern.compile("(?:us|us-gov|eu|apac|jp|au|ca|global)\\.(.+)");

    private final Stack stack;

    BedrockCalls(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Call read(Inbound request) {
        Matcher path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches())
            return Call.unknown(Service.BEDROCK, request.method() + " " + request.path());
        String model = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return switch (path.group(2)) {
            case "converse" -> call("Converse", "InvokeModel", model);
            case "invoke" -> call("InvokeModel", "InvokeModel", model);
            case "converse-stream" -> call("ConverseStream", "InvokeModelWithResponseStream", model);
            default -> call("InvokeModelWithResponseStream", "InvokeModelWithResponseStream", model);
        };
    }

    private Call call(String operation, String action, String model) {
        String profiles = "arn:aws:bedrock:" + stack.region() + ":" + stack.account() + ":inference-profile/";
        String id = model.startsWith(profiles) ? model.substring(profiles.length()) : model;
        Optional<String> behind =
                Optional.of(PROFILE.matcher(id)).filter(Matcher::matches).map(profile -> profile.group(1));
        List<String> resources = behind.map(base -> List.of(profiles + id, foundation(base)))
                .orElseGet(() -> List.of(model.startsWith("arn:") ? model : foundation(model)));
        return Call.of(
                Service.BEDROCK,
                operation,
                resources.stream()
                        .map(resource -> new Access("bedrock:" + action, resource))
                        .toList());
    }

    private String foundation(String model) {
        return "arn:aws:bedrock:" + stack.region() + "::foundation-model/" + model;
    }
}
