package io.assay.core.verdict;

/** USD by term. Immutable. */
public final class CostBreakdown {
    private final double[] usd;

    private CostBreakdown(double[] usd) {
        this.usd = usd;
    }

    static CostBreakdown none() {
        return new CostBreakdown(new double[CostTerm.values().length]);
    }

    /** Slots, not a map: 4,000 draws add terms by the million. */
    @SuppressWarnings("EnumOrdinal")
    private static int slot(CostTerm term) {
        return term.ordinal();
    }

    public double of(CostTerm term) {
        return usd[slot(term)];
    }

    public double total() {
        double total = 0;
        for (double amount : usd) {
            total += amount;
        }
        return total;
    }

    /** This with {@code factor} times the other. */
    CostBreakdown plus(double factor, CostBreakdown other) {
        double[] sum = usd.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * other.usd[i];
        }
        return new CostBreakdown(sum);
    }

    static Builder builder() {
        return new Builder();
    }

    static final class Builder {
        private final double[] usd = new double[CostTerm.values().length];

        Builder put(CostTerm term, double amount) {
            usd[slot(term)] = amount;
            return this;
        }

        CostBreakdown build() {
            return new CostBreakdown(usd);
        }
    }
}
