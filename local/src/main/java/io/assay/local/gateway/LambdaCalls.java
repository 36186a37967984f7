package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda with the one call that functions make: of a function's version, named by its ARN. */
final class LambdaCalls implements CallReader {
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    @Override
    public Call read(Inbound request) {
        Matcher path = INVOKE.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches())
            return Call.unknown(Service.LAMBDA, request.method() + " " + request.path());
        String function = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return Call.of(Service.LAMBDA, "Invoke", List.of(new Access("lambda:InvokeFunction", function)));
    }
}
