package io.assay.aws;

import java.util.HashMap;
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

        Writer bytes(String name, byte[] value) {
            attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
            return this;
        }

        Map<String, AttributeValue> done() {
            return attributes;
        }
    }
}
