package io.assay.local.assess.evidence;

import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Held-out answers of an arm, taken for all there is: a sample draws from them with replacement. */
public final class Pool implements Population {
    private final String name;
    private final List<Scored> answers;
    /** Wrong ones among the first so many, surest first. */
    private final int[] errors;

    /** @param answers at least one */
    public Pool(String name, List<Scored> answers) {
        this.name = name;
        this.answers = answers.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        errors = new int[answers.size() + 1];
        for (int i = 0; i < answers.size(); i++) {
            errors[i + 1] = errors[i] + (this.answers.get(i).correct() ? 0 : 1);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Scored> sample(int cases, SplittableRandom random) {
        List<Scored> sample = new ArrayList<>(cases);
        for (int i = 0; i < cases; i++) {
            sample.add(answers.get(random.nextInt(answers.size())));
        }
        return sample;
    }

    @Override
    public double risk(Acceptance acceptance) {
        int accepted = accepted(acceptance);
        return accepted == 0 ? 0 : (double) errors[accepted] / accepted;
    }

    @Override
    public double coverage(Acceptance acceptance) {
        return (double) accepted(acceptance) / answers.size();
    }

    private int accepted(Acceptance acceptance) {
        int low = 0;
        int high = answers.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (acceptance.accepts(answers.get(middle).score())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
