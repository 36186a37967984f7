package io.assay.local.assess.bedrock;

import io.assay.local.assess.files.InputProblem;

/** What this run has cost so far, and the budget at which it stops. Safe for threads. */
public final class Ledger {
    private final double budget;
    private double spent;
    private double reserved;

    /** @param budget USD, at least 0 */
    public Ledger(double budget) {
        this.budget = budget;
    }

    /**
     * Sets aside what something may cost, before it is asked for.
     *
     * @throws InputProblem if the budget does not hold it
     */
    synchronized void reserve(double usd) {
        if (spent + reserved + usd > budget) {
            throw InputProblem.of(
                    "--budget",
                    "USD %.4f of %.4f are spent and the next answer might go over".formatted(spent, budget),
                    "give more: what was answered is kept and not paid again");
        }
        reserved += usd;
    }

    /** Books what was set aside as what it came to. */
    synchronized void settle(double usd, double cost) {
        reserved -= usd;
        spent += cost;
    }

    /** USD so far. */
    public synchronized double spent() {
        return spent;
    }
}
