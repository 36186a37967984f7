package io.assay.privacy;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Text as people see it: Unicode NFC, trimmed, line ends as {@code \n}, without characters that do not show.
 *
 * <p>Removed and counted: control characters but line feed and tab; soft hyphen, zero-width characters, bidirectional
 * marks, embeddings, overrides and isolates; byte order marks, interlinear annotations, fillers, tag characters, lone
 * surrogates and noncharacters. A zero-width (non-)joiner stays between two emoji and between letters of scripts that
 * spell with it; a variation selector stays directly after an emoji or an ideograph. A carriage return counts as a line
 * end, not as hidden.
 *
 * @param text   the clean text
 * @param hidden how many characters were removed
 */
record CleanText(String text, int hidden) {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA);

    static CleanText of(String raw) {
        if (isPlain(raw)) {
            return new CleanText(trim(raw), 0);
        }
        int[] points =
                raw.replace("\r\n", "\n").replace('\r', '\n').codePoints().toArray();
        StringBuilder kept = new StringBuilder(raw.length());
        int hidden = 0;
        for (int i = 0; i < points.length; i++) {
            int before = kept.isEmpty() ? 0 : kept.codePointBefore(kept.length());
            int after = i + 1 < points.length ? points[i + 1] : 0;
            if (isHidden(points[i]) && !belongs(before, points[i], after)) {
                hidden++;
            } else {
                kept.appendCodePoint(points[i]);
            }
        }
        return new CleanText(trim(Normalizer.normalize(kept, Normalizer.Form.NFC)), hidden);
    }

    /** ASCII that shows, as most text is: nothing to remove, and its own NFC. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t';
            case Character.FORMAT, Character.SURROGATE -> true;
            case Character.UNASSIGNED -> isNoncharacter(point) || isTag(point) || point == 0x2065;
            default -> isVariationSelector(point) || isFiller(point);
        };
    }

    private static boolean belongs(int before, int point, int after) {
        if (isVariationSelector(point)) {
            return (Character.isEmoji(before) && (point == 0xFE0E || point == 0xFE0F))
                    || Character.isIdeographic(before);
        }
        if (point == ZERO_WIDTH_JOINER && isEmojiPart(before) && Character.isEmoji(after)) {
            return true;
        }
        return (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER)
                && before != 0
                && after != 0
                && JOINING.contains(script(before))
                && JOINING.contains(script(after));
    }

    /** Emoji take a selector or a skin tone before a joiner; plain digits are emoji to Unicode, but join to nothing. */
    private static boolean isEmojiPart(int point) {
        return isVariationSelector(point)
                || Character.isEmojiModifier(point)
                || (Character.isEmoji(point) && !Character.isDigit(point));
    }

    private static UnicodeScript script(int point) {
        return UnicodeScript.of(point);
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0x180B && point <= 0x180D)
                || point == 0x180F;
    }

    private static boolean isTag(int point) {
        return point >= 0xE0000 && point <= 0xE0FFF;
    }

    private static boolean isNoncharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    /** Letters and marks that show nothing: grapheme joiner, Hangul fillers, Khmer inherent vowels. */
    private static boolean isFiller(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
