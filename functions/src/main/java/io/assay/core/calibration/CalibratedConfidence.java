package io.assay.core.calibration;

/**
 * What a calibration map made of a raw confidence. In order of probability; where the map ties, the raw confidence
 * decides, so that a map never takes away an order that was there.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a value is outside its range, or not a number.
 *
 * @param probability that the answer is right, in [0, 1]
 * @param raw         the confidence before the map, in [0, 1]
 */
public record CalibratedConfidence(double probability, double raw) implements Comparable<CalibratedConfidence> {
    public CalibratedConfidence {
        if (!(probability >= 0 && probability <= 1 && raw >= 0 && raw <= 1)) { // refuses NaN too
            throw new IllegalArgumentException("confidence outside [0, 1]: " + probability + " from " + raw);
        }
        probability += 0.0; // the two zeros are one value
        raw += 0.0;
    }

    @Override
    public int compareTo(CalibratedConfidence other) {
        int byProbability = Double.compare(probability, other.probability);
        return byProbability != 0 ? byProbability : Double.compare(raw, other.raw);
    }
}
