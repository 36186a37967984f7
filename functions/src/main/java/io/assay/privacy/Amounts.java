package io.assay.privacy;

import io.assay.privacy.Reading.Read;
import io.assay.privacy.Reading.Unreadable;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of money to {@code {"amount": "1234.50", "currency": "EUR"}}, the amount with as many decimals as the currency
 * has (ISO 4217).
 *
 * <p>Read are that object (its amount may also be a number or carry the currency's sign) and strings such as
 * {@code 12,50 EUR}, {@code €12.50}, {@code USD 1,234.50}, {@code 1 234,50 zł}, {@code CHF 1'234.50}. Where point and comma
 * both occur, the last one is the decimal sign. One comma before exactly three digits groups thousands; one point there
 * is refused, for {@code 3.400} is written for 3400 and for 3.4 alike. A {@code $} alone names no currency.
 */
final class Amounts {

    private static final int MAX_DIGITS = 18;
    private static final int AMBIGUOUS = -2;

    private static final Pattern PARTS = Pattern.compile(
            "^([^\\d\\s+\\-−.,']*)\\s*([+\\-−]?\\s*[\\d][\\d.,'’ \\u00A0\\u202F\\u2009]*?)\\s*([^\\d\\s.,'’]*)$");
    private static final Pattern SIGN_FIRST = Pattern.compile("^([\\-−])\\s*([^\\d\\s]+)\\s*(\\d.*)$");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:[,.' ]\\d{3})+");
    private static final Pattern PLAIN = Pattern.compile("\\d+");

    /** Which currencies a sign may stand for. */
    private static final Map<String, Set<String>> SIGNS = Map.ofEntries(
            Map.entry("€", Set.of("EUR")),
            Map.entry("£", Set.of("GBP")),
            Map.entry("zł", Set.of("PLN")),
            Map.entry("₹", Set.of("INR")),
            Map.entry("₺", Set.of("TRY")),
            Map.entry("₴", Set.of("UAH")),
            Map.entry("₩", Set.of("KRW")),
            Map.entry("Kč", Set.of("CZK")),
            Map.entry("R$", Set.of("BRL")),
            Map.entry("US$", Set.of("USD")),
            Map.entry("Fr.", Set.of("CHF")),
            Map.entry("¥", Set.of("JPY", "CNY")),
            Map.entry("kr", Set.of("SEK", "NOK", "DKK", "ISK")),
            Map.entry("$", Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD")));

    private Amounts() {}

    static Reading read(Object value) {
        return switch (value) {
            case String text -> read(text, Optional.empty());
            case Map<?, ?> map
            when map.keySet().equals(Set.of("amount", "currency")) -> {
                Optional<Currency> currency =
                        map.get("currency") instanceof String sign ? currency(sign) : Optional.empty();
                if (currency.isEmpty()) {
                    yield new Unreadable("has a currency that is not a code of ISO 4217 such as \"EUR\"");
                }
                yield switch (map.get("amount")) {
                    case String text -> read(text, currency);
                    case Number number -> amount(new BigDecimal(number.toString()), currency.get());
                    case null, default -> new Unreadable("has an amount that is neither a string nor a number");
                };
            }
            default -> new Unreadable("is not an amount: write {\"amount\": \"12.50\", \"currency\": \"EUR\"}");
        };
    }

    private static Reading read(String raw, Optional<Currency> declared) {
        Matcher signFirst = SIGN_FIRST.matcher(raw);
        String text = signFirst.matches() ? signFirst.group(2) + signFirst.group(1) + signFirst.group(3) : raw;
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return new Unreadable("is not an amount that can be read: write it like \"12.50 EUR\"");
        }
        String before = parts.group(1);
        String after = parts.group(3);
        if (!before.isEmpty() && !after.isEmpty()) {
            return new Unreadable("names a currency twice");
        }
        String sign = before + after;
        if (!sign.isEmpty() && declared.isPresent() && !fits(sign, declared.get())) {
            return new Unreadable("names another currency in its amount than in its currency");
        }
        Optional<Currency> currency = declared.or(() -> currency(sign));
        if (currency.isEmpty()) {
            return new Unreadable("names no currency that is sure: write its ISO 4217 code, like \"12.50 EUR\"");
        }
        return number(parts.group(2).replaceAll("[\\s\\u00A0\\u202F\\u2009]", " "), currency.get());
    }

    private static Reading number(String written, Currency currency) {
        boolean negative = written.startsWith("-") || written.startsWith("−");
        String digits = written.replaceFirst("^[+\\-−] *", "").replace('’', '\'');
        int decimal = decimalSign(digits);
        if (decimal == AMBIGUOUS) {
            return new Unreadable("can be read in two ways: write thousands without a point, and two decimals or none");
        }
        String whole = decimal < 0 ? digits : digits.substring(0, decimal);
        String fraction = decimal < 0 ? "" : digits.substring(decimal + 1);
        if (!isWhole(whole) || !(fraction.isEmpty() || PLAIN.matcher(fraction).matches())) {
            return new Unreadable("is not an amount that can be read: write it like \"1234.50 EUR\"");
        }
        BigDecimal value = new BigDecimal(whole.replaceAll("[,.' ]", "") + (fraction.isEmpty() ? "" : "." + fraction));
        return amount(negative ? value.negate() : value, currency);
    }

    /** Where the decimal sign stands, -1 when there is none. */
    private static int decimalSign(String digits) {
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if (point >= 0 && comma >= 0) {
            return Math.max(point, comma);
        }
        int last = Math.max(point, comma);
        if (last < 0) {
            return -1;
        }
        boolean once = digits.indexOf(digits.charAt(last)) == last;
        boolean threeFollow = digits.length() - last == 4;
        boolean couldGroup = threeFollow && GROUPED.matcher(digits).matches() && digits.charAt(0) != '0';
        if (!once) {
            return -1;
        }
        if (!couldGroup) {
            return last;
        }
        return last == comma ? -1 : AMBIGUOUS;
    }

    private static boolean isWhole(String whole) {
        if (PLAIN.matcher(whole).matches()) {
            return true;
        }
        // one kind of separator only: 1,234.567,00 is a slip of the pen
        return GROUPED.matcher(whole).matches()
                && whole.chars().filter(c -> !Character.isDigit(c)).distinct().count() == 1;
    }

    private static Reading amount(BigDecimal value, Currency currency) {
        int decimals = currency.getDefaultFractionDigits();
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (stripped.scale() > decimals) {
            return new Unreadable(
                    "has more than the %d decimals of %s".formatted(decimals, currency.getCurrencyCode()));
        }
        if (stripped.precision() - stripped.scale() > MAX_DIGITS) {
            return new Unreadable("has more than %d digits".formatted(MAX_DIGITS));
        }
        Map<String, Object> amount = new LinkedHashMap<>();
        amount.put("amount", stripped.setScale(decimals).toPlainString());
        amount.put("currency", currency.getCurrencyCode());
        return new Read(amount);
    }

    private static boolean fits(String sign, Currency currency) {
        return currency(sign).filter(currency::equals).isPresent()
                || SIGNS.getOrDefault(sign, Set.of()).contains(currency.getCurrencyCode());
    }

    /** The one currency that a code or sign stands for. */
    private static Optional<Currency> currency(String sign) {
        Set<String> codes = SIGNS.getOrDefault(sign, Set.of(sign.toUpperCase(Locale.ROOT)));
        if (codes.size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(codes.iterator().next()))
                    .filter(currency -> currency.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
