package io.assay.core.verdict;

/**
 * What a dollar of a later month is worth now: {@code d^t} with {@code d = (1 + r)^(-1/12)}.
 *
 * @param force  -ln d, a month; 0 when nothing is discounted
 * @param months T, months looked ahead
 */
public record Discounting(double force, int months) {

    /** @param rate r, yearly, at least 0 */
    public static Discounting yearly(double rate, int months) {
        return new Discounting(Math.log1p(rate) / 12, months);
    }

    /** d^t. */
    public double factor(double month) {
        return Math.exp(-force * month);
    }

    /** Sum of d^t for t = 1 … {@code month}, month cut at the horizon. */
    public double upTo(int month) {
        int last = Math.min(month, months);
        return force == 0 ? last : Math.exp(-force) * Math.expm1(-force * last) / Math.expm1(-force);
    }

    /** Sum of d^t for t = {@code month} + 1 … T. */
    public double after(int month) {
        return upTo(months) - upTo(month);
    }
}
