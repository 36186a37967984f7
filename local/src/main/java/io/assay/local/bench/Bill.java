package io.assay.local.bench;

import io.assay.local.gateway.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What AWS would bill for what was used, in US dollars per million cases, line by line.
 *
 * <p>List prices of us-east-1 on {@value #PRICES_OF}, before any free tier: aws.amazon.com/lambda/pricing (arm64),
 * /sqs/pricing (standard queues), /dynamodb/pricing/on-demand, /s3/pricing (S3 Standard), /api-gateway/pricing (HTTP API),
 * /cloudwatch/pricing (logs). Not in it, because it does not grow with the cases or is another's: model tokens, waiting
 * for the model, storage, custom metrics, alarms, backups, and data sent out of AWS.
 */
public final class Bill {
    public static final String PRICES_OF = "2026-11-24";

    private static final double MILLION = 1e6;
    private static final double LAMBDA_GB_SECOND = 0.0000133334;
    private static final double LAMBDA_REQUEST = 0.20 / MILLION;
    private static final double SQS_REQUEST = 0.40 / MILLION;
    private static final double DYNAMODB_WRITE = 0.625 / MILLION;
    private static final double DYNAMODB_READ = 0.125 / MILLION;
    private static final double S3_PUT = 0.005 / 1000;
    private static final double HTTP_API_REQUEST = 1.00 / MILLION;
    private static final double LOG_BYTE = 0.50 / 1e9;

    /**
     * Bytes that Lambda itself logs for an invocation in JSON (platform.start, platform.report), and API Gateway for a
     * request in the template's format, each with what CloudWatch counts for an event (26 bytes).
     */
    private static final long LAMBDA_LOG = 700;

    private static final long ACCESS_LOG = 350;

    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");

    private Bill() {}

    /**
     * Of what was used by some cases that came by HTTP one by one.
     *
     * @return dollars by line of the bill
     */
    public static Map<String, Double> perMillion(Usage usage, long cases) {
        Map<String, Double> lines = new LinkedHashMap<>();
        long invocations = usage.functions().values().stream()
                .mapToLong(Usage.Invoked::times)
                .sum();
        double gigabyteSeconds = usage.functions().values().stream()
                .mapToDouble(function -> function.billed() / 1000.0 * function.memoryMb() / 1024.0)
                .sum();
        lines.put("lambdaRequests", invocations * LAMBDA_REQUEST);
        lines.put("lambdaDuration", gigabyteSeconds * LAMBDA_GB_SECOND);
        lines.put("sqs", (usage.requests(key -> key.service() == Service.SQS) + usage.idlePolls()) * SQS_REQUEST);
        lines.put(
                "dynamoDbWrites",
                usage.capacity(key -> key.service() == Service.DYNAMODB && !READS.contains(key.operation()))
                        * DYNAMODB_WRITE);
        lines.put(
                "dynamoDbReads",
                usage.capacity(key -> key.service() == Service.DYNAMODB && READS.contains(key.operation()))
                        * DYNAMODB_READ);
        lines.put("s3", usage.requests(key -> key.service() == Service.S3) * S3_PUT);
        lines.put("httpApi", cases * HTTP_API_REQUEST);
        lines.put("logs", (usage.logged() + invocations * LAMBDA_LOG + cases * ACCESS_LOG) * LOG_BYTE);
        lines.replaceAll((line, dollars) -> dollars / cases * MILLION);
        return lines;
    }

    public static double total(Map<String, Double> lines) {
        return lines.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Dollars per million cases for each 100 ms that a batch of inference waits for the model. */
    public static double waitingPer100Ms(Usage.Invoked inference, long cases) {
        return inference.times() * 0.1 * inference.memoryMb() / 1024.0 * LAMBDA_GB_SECOND / cases * MILLION;
    }
}
