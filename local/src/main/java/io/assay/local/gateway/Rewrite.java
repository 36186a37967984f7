package io.assay.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a local service's answer does not look as it would from AWS. Only answers that can hold such a thing are
 * rewritten; items, messages and objects pass through untouched.
 */
sealed interface Rewrite {
    Rewrite NONE = new None();

    /** How DynamoDB Local begins every ARN. */
    String LOCAL_DYNAMODB = "arn:aws:dynamodb:ddblocal:000000000000:";

    /** The body as the outside must see it; empty when nothing in it changes. */
    Optional<byte[]> apply(byte[] body);

    /** Looks at the answer and leaves it alone. */
    non-sealed interface Observed extends Rewrite {}

    /** Leaves the answer alone, and lets it stream. */
    record None() implements Rewrite {
        @Override
        public Optional<byte[]> apply(byte[] body) {
            return Optional.empty();
        }
    }

    /** Account and region in the ARNs of tables, indexes and streams. */
    record DynamoDbArns(String prefix) implements Rewrite {
        @Override
        public Optional<byte[]> apply(byte[] body) {
            return replaced(body, LOCAL_DYNAMODB, prefix);
        }
    }

    /**
     * Shard iterators begin with the ARN of their stream, as those of AWS do; those of DynamoDB Local do not, and
     * {@code GetRecords} names its stream nowhere else.
     */
    record ShardIterators(String streamArn) implements Rewrite {
        private static final String BEFORE = "|1|";

        @Override
        public Optional<byte[]> apply(byte[] body) {
            return replaced(body, "ShardIterator\":\"", "ShardIterator\":\"" + start());
        }

        /** What stands before the local service's own iterator. */
        String start() {
            return streamArn + BEFORE;
        }

        /** The stream that an iterator made here belongs to; empty text when it was not made here. */
        static String streamOf(String iterator) {
            int bar = iterator.indexOf(BEFORE);
            return bar < 0 ? "" : iterator.substring(0, bar);
        }
    }

    /** Queue URLs of the local service's own address become those that the template resolves to. */
    record QueueUrls(String region) implements Rewrite {
        private static final Pattern URL = Pattern.compile("https?://[^/\"\\s]+/(\\d{12}/[A-Za-z0-9_.-]+\")");

        @Override
        public Optional<byte[]> apply(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (!text.contains("\"QueueUrl")) return Optional.empty();
            return Optional.of(URL.matcher(text)
                    .replaceAll(found ->
                            Matcher.quoteReplacement("https://sqs." + region + ".amazonaws.com/" + found.group(1)))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<byte[]> replaced(byte[] body, String from, String to) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.contains(from)
                ? Optional.of(text.replace(from, to).getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
