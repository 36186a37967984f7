package io.assay.core.resampling;

import java.util.BitSet;

/**
 * The errors of one cost: a cost cell.
 *
 * <p>Confusions that cost the same are one cell, however many pairs of labels they are. Each rare cell adds
 * half an error to the mean cost of the draws, so 77 labels at one price must be one cell and not 5,852.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if the cost is not as said, or a row erred that was not exposed.
 *
 * @param cost    of one error, at least 0, in any unit
 * @param exposed rows in which such an error could have happened, by number: those that were automated, and whose
 *                label has confusions at this cost
 * @param erred   rows in which it did, all of them exposed
 */
public record ErrorCell(double cost, BitSet exposed, BitSet erred) {
    public ErrorCell {
        if (!(cost >= 0 && Double.isFinite(cost))) {
            throw new IllegalArgumentException("not the cost of an error: " + cost);
        }
        exposed = (BitSet) exposed.clone();
        erred = (BitSet) erred.clone();
        BitSet unexposed = (BitSet) erred.clone();
        unexposed.andNot(exposed);
        if (!unexposed.isEmpty()) {
            throw new IllegalArgumentException("an error in row " + unexposed.nextSetBit(0) + ", which is not exposed");
        }
    }

    @Override
    public BitSet exposed() {
        return (BitSet) exposed.clone();
    }

    @Override
    public BitSet erred() {
        return (BitSet) erred.clone();
    }
}
