package io.assay.core;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON fields into domain values, and names what is missing or of another kind.
 *
 * <p>Every getter throws {@link IllegalArgumentException} naming the field.
 */
public record Fields(Map<String, Object> map) {
    private static final double EXACT = 0x1p53;

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return value(name, String.class, "text");
    }

    public int whole(String name) {
        long whole = optionalWhole(name).orElseThrow(() -> missing(name));
        if (whole != (int) whole) {
            throw new IllegalArgumentException("field " + name + " is not a whole number below 2^31");
        }
        return (int) whole;
    }

    public Optional<Long> optionalWhole(String name) {
        return value(name, Number.class, "a whole number").map(number -> {
            double size = Math.abs(number.doubleValue());
            if (size != Math.rint(size) || size > EXACT) {
                throw new IllegalArgumentException("field " + name + " is not a whole number");
            }
            return number.longValue();
        });
    }

    public double number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    public Optional<Double> optionalNumber(String name) {
        return value(name, Number.class, "a number").map(Number::doubleValue);
    }

    public boolean truth(String name) {
        return optionalTruth(name).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> optionalTruth(String name) {
        return value(name, Boolean.class, "true or false");
    }

    public Instant instant(String name) {
        return parsed(name, "a time (ISO 8601, UTC)", Instant::parse);
    }

    public Label label(String name) {
        return optionalLabel(name).orElseThrow(() -> missing(name));
    }

    public Optional<Label> optionalLabel(String name) {
        return optionalText(name).map(text -> read(name, text, "a label", Label::new));
    }

    public Currency currency(String name) {
        return parsed(name, "a currency (ISO 4217)", Currency::getInstance);
    }

    /** A decimal number, written as text so that no reader rounds it. */
    public BigDecimal decimal(String name) {
        return parsed(name, "a decimal number, as text", BigDecimal::new);
    }

    public Money money(String name) {
        Fields money = fields(name);
        return new Money(money.decimal("amount"), money.currency("currency"));
    }

    /** A constant by its {@link #word(Enum)}. */
    <E extends Enum<E>> E word(String name, Class<E> type) {
        String text = text(name);
        for (E value : type.getEnumConstants()) {
            if (word(value).equals(text)) return value;
        }
        throw new IllegalArgumentException("field " + name + " is not one of "
                + Arrays.stream(type.getEnumConstants()).map(Fields::word).collect(Collectors.joining(", ")));
    }

    /**
     * A text that {@code read} turns into a value.
     *
     * @param kind what it should be, for the error
     */
    public <T> T parsed(String name, String kind, Function<String, T> read) {
        return read(name, text(name), kind, read);
    }

    /** As {@link #parsed}; empty when the field is missing. */
    public <T> Optional<T> optionallyParsed(String name, String kind, Function<String, T> read) {
        return optionalText(name).map(text -> read(name, text, kind, read));
    }

    private static <T> T read(String name, String text, String kind, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("field " + name + " is not " + kind, e);
        }
    }

    public Fields fields(String name) {
        return optionalFields(name).orElseThrow(() -> missing(name));
    }

    public Optional<Fields> optionalFields(String name) {
        return optionalMap(name).map(Fields::new);
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    public Optional<Map<String, Object>> optionalMap(String name) {
        return value(name, Map.class, "an object").map(map -> (Map<String, Object>) map);
    }

    /** The objects of a list; a missing list is empty. */
    @SuppressWarnings("unchecked") // the elements are checked to be objects, whose keys are text
    public List<Fields> list(String name) {
        return elements(name).stream()
                .map(element -> {
                    if (!(element instanceof Map)) {
                        throw new IllegalArgumentException("field " + name + " holds something else than objects");
                    }
                    return new Fields((Map<String, Object>) element);
                })
                .toList();
    }

    /** The texts of a list; a missing list is empty. */
    public List<String> texts(String name) {
        return elements(name).stream()
                .map(element -> {
                    if (!(element instanceof String text)) {
                        throw new IllegalArgumentException("field " + name + " holds something else than texts");
                    }
                    return text;
                })
                .toList();
    }

    private List<?> elements(String name) {
        return switch (map.get(name)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new IllegalArgumentException("field " + name + " is not a list");
        };
    }

    List<Reason> reasons() {
        return list("reasons").stream()
                .map(reason -> new Reason(reason.text("code"), reason.text("text")))
                .toList();
    }

    List<Check> checks() {
        return list("checks").stream()
                .map(check -> new Check(check.text("rule"), check.truth("applies"), check.text("detail")))
                .toList();
    }

    /** The threshold in the field {@code threshold}. */
    public Optional<Threshold> threshold() {
        return optionalFields("threshold")
                .map(threshold -> new Threshold(
                        threshold.number("value"),
                        threshold.optionalText("certificate").isPresent()
                                ? new Threshold.Basis.Certified(
                                        threshold.text("certificate"), threshold.text("predictor"))
                                : new Threshold.Basis.Declared(threshold.text("declaredBy"))));
    }

    private <T> Optional<T> value(String name, Class<T> type, String kind) {
        Object value = map.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("field " + name + " is not " + kind);
        }
        return Optional.of(type.cast(value));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("field " + name + " is missing");
    }

    public static Writer write() {
        return new Writer();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> money(Money money) {
        return Map.of("amount", money.plain(), "currency", money.currency().getCurrencyCode());
    }

    static List<Map<String, Object>> reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> Map.<String, Object>of("code", reason.code(), "text", reason.text()))
                .toList();
    }

    static Map<String, Object> check(Check check) {
        return Map.of("rule", check.rule(), "applies", check.applies(), "detail", check.detail());
    }

    /** As {@link #threshold()} reads it; the wording is there for whoever reads the log. */
    public static Map<String, Object> threshold(Threshold threshold) {
        Writer writer = write().put("value", threshold.value())
                .put("basis", threshold.basis().wording());
        return switch (threshold.basis()) {
            case Threshold.Basis.Declared declared ->
                writer.put("declaredBy", declared.by()).done();
            case Threshold.Basis.Certified certified ->
                writer.put("certificate", certified.certificate())
                        .put("predictor", certified.predictor())
                        .done();
        };
    }

    /** Collects fields; an empty {@link Optional} leaves its field out. */
    public static final class Writer {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        public Writer put(String name, @Nullable Object value) {
            switch (value) {
                case null -> {}
                case Optional<?> optional -> optional.ifPresent(present -> fields.put(name, present));
                default -> fields.put(name, value);
            }
            return this;
        }

        public Map<String, Object> done() {
            return Collections.unmodifiableMap(fields);
        }
    }
}
