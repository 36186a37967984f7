package io.assay.local.host;

/**
 * One call of a function.
 *
 * @param function  its logical id in the template
 * @param requestId as {@code Context.getAwsRequestId()} gives it
 * @param event     the JSON that the function receives; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: nobody compares invocations
public record Invocation(String function, String requestId, byte[] event) {}
