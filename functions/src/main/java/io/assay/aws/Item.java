package io.assay.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB item by attribute name. The getters throw {@link IllegalStateException} naming an attribute that is
 * missing: only this package writes the items it reads.
 */
record Item(Map<String, AttributeValue> attributes) {

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    long whole(String name) {
        return optionalWhole(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> optionalWhole(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }

    Optional<byte[]> optionalBytes(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::b).map(SdkBytes::asByteArray);
    }

    /** A list of texts; empty when the attribute is not there. */
    List<String> texts(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::s)
                .toList();
    }

    boolean truth(String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(AttributeValue::bool)
                .orElseThrow(() -> missing(name));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("item without attribute " + name);
    }

    static Writer write() {
        return new Writer();
    }

    /** Collects attributes; an empty {@link Optional} leaves its attribute out. */
    static final class Writer {
        private final Map<String, AttributeValue> attributes = new HashMap<>();

        Writer text(String name, String value) {
            attributes.put(name, AttributeValue.fromS(value));
            return this;
        }

        Writer text(String name, Optional<String> value) {
            value.ifPresent(present -> text(name, present));
            return this;
        }

        Writer whole(String name, long value) {
            attributes.put(name, AttributeValue.fromN(Long.toString(value)));
            return this;
        }

        Writer texts(String name, List<String> values) {
            attributes.put(
                    name,
                    AttributeValue.fromL(
                            values.stream().map(AttributeValue::fromS).toList()));
            return this;
        }

        Writer truth(String name, boolean value) {
            attributes.put(name, AttributeValue.fromBool(value));
            return this;
        }

        Writer bytes(String name, byte[] value) {
            attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
            return this;
        }

        Map<String, AttributeValue> done() {
            return attributes;
        }
    }
}
