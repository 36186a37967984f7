package io.assay.core.verdict;

/**
 * The data that an assessment rests on.
 *
 * @param rows               in all
 * @param testRows           rows behind the money, each tested once
 * @param trainRows          rows of the training part
 * @param refits             fits of each arm that the draws choose from, at least 1
 * @param reviewableAMonth   cases a month that can be reviewed to gain rows
 * @param labelNoise         η, estimate
 * @param labelNoiseUpper    its upper bound
 */
public record Sample(
        long rows,
        long testRows,
        long trainRows,
        int refits,
        double reviewableAMonth,
        double labelNoise,
        double labelNoiseUpper) {}
