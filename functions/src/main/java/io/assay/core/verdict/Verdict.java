package io.assay.core.verdict;

import java.util.List;
import java.util.Optional;

/** Whether fine-tuning pays over the best alternative. */
public sealed interface Verdict {

    /** For example {@code worth-it}. */
    String word();

    /** One sentence. */
    String reason();

    /** What would change it; empty where nothing of the kind would. */
    default List<Need> needs() {
        return List.of();
    }

    /** @param rules that refuse the bases, each once */
    record NotPossible(String reason, List<String> rules) implements Verdict {
        public NotPossible {
            rules = List.copyOf(rules);
        }

        @Override
        public String word() {
            return "not-possible";
        }
    }

    /** No confidence tells right from wrong answers: nothing may be automated, people decide. */
    record CannotRank(String reason) implements Verdict {
        @Override
        public String word() {
            return "cannot-rank";
        }
    }

    record WorthIt(String reason) implements Verdict {
        @Override
        public String word() {
            return "worth-it";
        }
    }

    /**
     * @param alternative what to do instead
     * @param gapAMonth   what tuning would have to save more, USD a month
     * @param lever       the cheapest other way to save; empty: none is known
     */
    record NotWorthIt(String reason, String alternative, double gapAMonth, Optional<Lever> lever, List<Need> needs)
            implements Verdict {
        public NotWorthIt {
            needs = List.copyOf(needs);
        }

        @Override
        public String word() {
            return "not-worth-it";
        }
    }

    /** @param needs at least one */
    record NotYet(String reason, List<Need> needs) implements Verdict {
        public NotYet {
            needs = List.copyOf(needs);
        }

        @Override
        public String word() {
            return "not-yet";
        }
    }
}
