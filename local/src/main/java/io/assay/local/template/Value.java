package io.assay.local.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the template and the line, counted from 1, where it stands. */
sealed interface Value {
    int line();

    /** As plain Java: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List} or {@code Map}. */
    Object plain();

    /** A {@code String}, {@code Long}, {@code Double} or {@code Boolean}. */
    record Scalar(Object content, int line) implements Value {
        @Override
        public Object plain() {
            return content;
        }
    }

    record Items(List<Value> values, int line) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public Object plain() {
            return values.stream().map(Value::plain).toList();
        }
    }

    /** An intrinsic function, not resolved yet; {@code function} is {@code Ref} or {@code Fn::…}. */
    record Call(String function, Value argument, int line) implements Value {
        @Override
        public Object plain() {
            return Map.of(function, argument.plain());
        }
    }

    /** Stands for a value that could not be resolved; the reason is already among the problems. */
    record Unknown(int line) implements Value {
        @Override
        public Object plain() {
            return "?";
        }
    }

    record Entry(int line, Value value) {}

    /** A mapping in the template's order. Its readers are for values that a schema has checked. */
    record Fields(Map<String, Entry> entries, int line) implements Value {
        public Fields {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Fields empty(int line) {
            return new Fields(Map.of(), line);
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, Object> out = new LinkedHashMap<>();
            entries.forEach((name, entry) -> out.put(name, entry.value().plain()));
            return out;
        }

        boolean has(String name) {
            return entries.containsKey(name);
        }

        /** The line of a key, or of the mapping when it has no such key. */
        int lineOf(String name) {
            Entry entry = entries.get(name);
            return entry == null ? line : entry.line();
        }

        Optional<Value> value(String name) {
            return Optional.ofNullable(entries.get(name)).map(Entry::value);
        }

        Optional<String> text(String name) {
            return value(name).map(value -> String.valueOf(value.plain()));
        }

        Optional<Integer> integer(String name) {
            return value(name).map(value -> Integer.parseInt(String.valueOf(value.plain())));
        }

        boolean flag(String name) {
            return value(name).map(Value::plain).filter(Boolean.TRUE::equals).isPresent();
        }

        Fields fields(String name) {
            return value(name)
                    .map(value -> value instanceof Fields fields ? fields : empty(value.line()))
                    .orElseGet(() -> empty(line));
        }

        List<Value> items(String name) {
            return value(name)
                    .map(value -> value instanceof Items items ? items.values() : List.of(value))
                    .orElseGet(List::of);
        }

        List<Fields> rows(String name) {
            List<Fields> rows = new ArrayList<>();
            for (Value value : items(name)) {
                if (value instanceof Fields row) {
                    rows.add(row);
                }
            }
            return rows;
        }

        List<String> texts(String name) {
            return items(name).stream()
                    .map(value -> String.valueOf(value.plain()))
                    .toList();
        }
    }
}
