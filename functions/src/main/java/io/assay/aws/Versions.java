package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.json.Json;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls versions of functions, as their event sources would. */
public final class Versions {
    private final LambdaClient lambda;

    public Versions(LambdaClient lambda) {
        this.lambda = lambda;
    }

    /**
     * Waits for the answer.
     *
     * @param arn of the version
     * @throws FunctionFailed if the function threw, ran out of time or could not start
     */
    public Map<String, Object> invoke(String arn, Map<String, Object> event) {
        InvokeResponse response = lambda.invoke(InvokeRequest.builder()
                .functionName(arn)
                .payload(SdkBytes.fromByteArray(CanonicalJson.bytes(event)))
                .build());
        String payload = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new FunctionFailed(arn, payload);
        }
        return Json.object(payload);
    }

    /** The function's own error, as Lambda tells its caller. */
    public static final class FunctionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FunctionFailed(String arn, String payload) {
            super(arn + " failed: " + payload);
        }
    }
}
