package io.assay.local.assess.protocol;

import io.assay.core.verdict.ErrorCosts;
import io.assay.core.verdict.Quantity;
import io.assay.core.verdict.Values;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.ArmAnswer;

/**
 * What errors are expected to cost before anybody knows what is right.
 *
 * @param ofLabel  USD of acting on a label when it is wrong: the mean over the other labels, each as often as it is right
 * @param cbar     Cbar of each label, in units of the cost of an error
 * @param ofPerson USD of a person instead, h_r + e_h times the mean of Cbar
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ErrorPrices(double[] ofLabel, double[] cbar, double ofPerson) {

    /** @param rows whose labels say how often each is right: none that the choice made by it may not see */
    static ErrorPrices of(Question question, Values values, int[] rows) {
        ReviewedCases cases = question.cases();
        double[] frequency = new double[cases.labels().size()];
        long[][] taken = new long[frequency.length][frequency.length];
        for (int place : rows) {
            ReviewedCases.Row row = cases.rows().get(place);
            frequency[row.right()]++;
            row.second().ifPresent(second -> taken[row.right()][second]++);
        }
        double error = values.of(Quantity.ERROR_COST);
        double[] ofLabel = new double[frequency.length];
        double[] cbar = new double[frequency.length];
        double mean = 0;
        for (int label = 0; label < frequency.length; label++) {
            ofLabel[label] = error * wrong(question.costs(), frequency, label);
            cbar[label] = question.costs().peopleMean(label, taken[label]);
            mean += cbar[label] * frequency[label] / Math.max(1, rows.length);
        }
        double person = values.escalated() + values.of(Quantity.PEOPLE_ERROR_RATE) * error * mean;
        return new ErrorPrices(ofLabel, cbar, person);
    }

    private static double wrong(ErrorCosts costs, double[] frequency, int acted) {
        double sum = 0;
        double count = 0;
        for (int right = 0; right < frequency.length; right++) {
            if (right != acted) {
                sum += frequency[right] * costs.of(right, acted);
                count += frequency[right];
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** @return 0 for an answer off the schema, which never acts */
    double ofAnswer(int label) {
        return label == ArmAnswer.OFF_SCHEMA ? 0 : ofLabel[label];
    }
}
