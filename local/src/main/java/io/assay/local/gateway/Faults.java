package io.assay.local.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The faults in force. The first rule that concerns a request and whose draw hits decides; the seed fixes the draws. */
public final class Faults {
    private final SplittableRandom random;
    private final List<FaultRule> rules = new ArrayList<>();

    Faults(long seed) {
        random = new SplittableRandom(seed);
    }

    public synchronized void add(FaultRule rule) {
        rules.add(rule);
    }

    public synchronized void remove(FaultRule rule) {
        rules.remove(rule);
    }

    public synchronized void clear() {
        rules.clear();
    }

    synchronized Optional<Fault> draw(Call call, Caller caller) {
        for (FaultRule rule : rules)
            if (rule.concerns(call, caller) && random.nextDouble() < rule.rate()) return Optional.of(rule.fault());
        return Optional.empty();
    }
}
