package io.assay.local.assess.arms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * Minimises a smooth, strictly convex function by L-BFGS (Nocedal &amp; Wright 2006, algorithms 7.4 and 7.5) with
 * backtracking, from 0.
 */
final class Lbfgs {
    private static final int MEMORY = 12;
    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTEST_STEP = 1e-6;

    /** Below this share of its value the function's own rounding decides: products are of single precision. */
    private static final double ROUNDING = 1e-7;

    /** What is minimised. */
    interface Objective {
        /** Its value at a point; writes its gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** @param gradientNorm Euclidean, at the point */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Minimum(double[] point, double value, double gradientNorm, int evaluations) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Move(double[] step, double[] change, double curvature) {}

    private final Objective objective;
    private final UnaryOperator<double[]> inverseHessian;
    private final Deque<Move> moves = new ArrayDeque<>();
    private int evaluations;

    /**
     * @param inverseHessian multiplies by some inverse of the Hessian, known up to a factor; the nearer, the fewer
     *     evaluations; returns a fresh array
     */
    Lbfgs(Objective objective, UnaryOperator<double[]> inverseHessian) {
        this.objective = objective;
        this.inverseHessian = inverseHessian;
    }

    /** Ends at a gradient no longer than {@code tolerance}, or when no step is left that lowers the value. */
    Minimum minimise(int variables, double tolerance, int maxEvaluations) {
        double[] point = new double[variables];
        double[] gradient = new double[variables];
        double value = evaluate(point, gradient);
        double scale = 1;
        while (norm(gradient) > tolerance && evaluations < maxEvaluations) {
            double[] direction = direction(gradient, scale);
            double slope = dot(gradient, direction);
            double[] next = new double[variables];
            double[] nextGradient = new double[variables];
            double step = 1;
            double nextValue = evaluate(moved(point, direction, step, next), nextGradient);
            while (!(nextValue <= value + SUFFICIENT * step * slope + ROUNDING * Math.abs(value))
                    && step > SHORTEST_STEP) {
                step = shorter(step, slope, nextValue - value);
                nextValue = evaluate(moved(point, direction, step, next), nextGradient);
            }
            if (step <= SHORTEST_STEP) break;
            scale = remember(point, gradient, next, nextGradient, scale);
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return new Minimum(point, value, norm(gradient), evaluations);
    }

    private double evaluate(double[] point, double[] gradient) {
        evaluations++;
        return objective.at(point, gradient);
    }

    /** The two loops over what was learned of the curvature. */
    private double[] direction(double[] gradient, double scale) {
        double[] direction = gradient.clone();
        double[] shares = new double[moves.size()];
        int i = shares.length;
        for (Iterator<Move> latest = moves.descendingIterator(); latest.hasNext(); ) {
            Move move = latest.next();
            shares[--i] = dot(move.step(), direction) / move.curvature();
            add(direction, -shares[i], move.change());
        }
        direction = inverseHessian.apply(direction);
        for (int k = 0; k < direction.length; k++) direction[k] *= scale;
        for (Move move : moves) {
            add(direction, shares[i] - dot(move.change(), direction) / move.curvature(), move.step());
            i++;
        }
        for (int k = 0; k < direction.length; k++) direction[k] = -direction[k];
        return direction;
    }

    /** The factor of the inverse Hessian after this move. */
    private double remember(double[] point, double[] gradient, double[] next, double[] nextGradient, double scale) {
        double[] step = next.clone();
        add(step, -1, point);
        double[] change = nextGradient.clone();
        add(change, -1, gradient);
        double curvature = dot(step, change);
        if (!(curvature > 0)) return scale;
        if (moves.size() == MEMORY) moves.removeFirst();
        moves.addLast(new Move(step, change, curvature));
        return curvature / dot(change, inverseHessian.apply(change));
    }

    /** Where the parabola through what is known lies lowest, between a tenth and a half of the step. */
    private static double shorter(double step, double slope, double rise) {
        double lowest = -slope * step * step / (2 * (rise - slope * step));
        return lowest > 0.1 * step ? Math.min(lowest, 0.5 * step) : 0.1 * step;
    }

    private static double[] moved(double[] point, double[] direction, double step, double[] moved) {
        for (int i = 0; i < moved.length; i++) moved[i] = point[i] + step * direction[i];
        return moved;
    }

    private static void add(double[] sum, double factor, double[] other) {
        for (int i = 0; i < sum.length; i++) sum[i] += factor * other[i];
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
