package io.assay.core.verdict;

import java.util.List;
import java.util.stream.Stream;

/**
 * V* of the verdict's specification, section 4. Without hosting steps Δ is a straight line over the volume, at least from the volume on at
 * which the quality sample has settled, and V* is its root: A(F_T − F_A) + K_T − K_A + … over A(c_A − c_T). With steps Δ
 * is a saw and may have many roots; V* is the last, above which it stays positive, found downwards from a volume above
 * which not even the dearest hosting can make it negative, piece by piece and by bisection within one.
 */
final class BreakEvenSearch {
    /** USD a case: a smaller difference is rounding. */
    private static final double NO_DIFFERENCE = 1e-12;

    private static final double FAR = 1e4;
    private static final double HARDLY_ANY = 1e-9; // a first unit is hosted from the first case on
    private static final double JUST_ABOVE = 1 + 1e-9;
    private static final double PIECE = 1.25; // an imported model's cost bends; it hardly does within a quarter
    private static final int HALVINGS = 200;

    private final Comparison comparison;
    private final double settledFrom;

    BreakEvenSearch(Comparison comparison) {
        this.comparison = comparison;
        this.settledFrom = arms().stream()
                .mapToDouble(arm -> SampledShare.settledFrom(
                        comparison.values(), arm.means().automated()))
                .max()
                .orElse(0);
    }

    private List<MeasuredArm> arms() {
        return List.of(comparison.alternative(), comparison.tuned(), comparison.inForce());
    }

    BreakEven find() {
        Hosting.Line least = leastDelta();
        if (least.usdPerCase() <= NO_DIFFERENCE) {
            return new BreakEven.Never();
        }
        double root = -least.usd() / least.usdPerCase();
        if (hosted().noneMatch(Hosting::steps) && root >= settledFrom) {
            return root > 0 ? new BreakEven.Above(root) : new BreakEven.Always();
        }
        return lastBelow(Math.max(root, settledFrom));
    }

    private Stream<Hosting> hosted() {
        return arms().stream().map(arm -> arm.arm().running().hosting());
    }

    /** A line that Δ does not fall below once the quality sample has settled; Δ itself when hosting does not step. */
    private Hosting.Line leastDelta() {
        Comparison plain = new Comparison(
                comparison.alternative().hosted(new Hosting.OnDemand()),
                comparison.tuned().hosted(new Hosting.OnDemand()),
                comparison.inForce().hosted(new Hosting.OnDemand()),
                comparison.values());
        double here = plain.at(settledFrom).delta();
        double slope = (plain.at(settledFrom + FAR).delta() - here) / FAR;
        Hosting.Line line = new Hosting.Line(here - slope * settledFrom, slope);

        Discounting discounting = comparison.values().discounting();
        int leadOfAlternative = comparison.alternative().arm().leadMonths();
        int leadOfTuned = comparison.tuned().arm().leadMonths();
        line = plusLeast(line, discounting.after(leadOfAlternative), comparison.alternative());
        line = plusLeast(line, -discounting.after(leadOfTuned), comparison.tuned());
        return plusLeast(
                line, discounting.upTo(leadOfAlternative) - discounting.upTo(leadOfTuned), comparison.inForce());
    }

    private static Hosting.Line plusLeast(Hosting.Line line, double weight, MeasuredArm arm) {
        Hosting hosting = arm.arm().running().hosting();
        Hosting.Line bound = weight > 0 ? hosting.floor() : hosting.ceiling();
        return new Hosting.Line(line.usd() + weight * bound.usd(), line.usdPerCase() + weight * bound.usdPerCase());
    }

    /** The last volume up to {@code from} at which Δ is negative. */
    private BreakEven lastBelow(double from) {
        double upper = from;
        while (upper > 1) {
            double lower = Math.max(upper / PIECE, stepBelow(upper));
            if (delta(upper) < 0) {
                return new BreakEven.Above(upper); // the alternative's hosting steps up right there
            }
            if (delta(lower * JUST_ABOVE) < 0) {
                return new BreakEven.Above(root(lower * JUST_ABOVE, upper));
            }
            upper = lower;
        }
        return delta(HARDLY_ANY) < 0 ? new BreakEven.Above(root(HARDLY_ANY, upper)) : new BreakEven.Always();
    }

    private double stepBelow(double volume) {
        return hosted().mapToDouble(hosting -> hosting.stepBelow(volume)).max().orElse(0);
    }

    private double root(double negative, double positive) {
        double low = negative;
        double high = positive;
        for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            if (delta(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double delta(double volume) {
        return comparison.at(volume).delta();
    }
}
