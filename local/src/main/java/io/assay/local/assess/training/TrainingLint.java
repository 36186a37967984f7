package io.assay.local.assess.training;

import io.assay.local.assess.training.Finding.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks through a training file before a job costs anything. */
public final class TrainingLint {
    /** Letters a token, on the careful side: English has about four. */
    private static final int LETTERS_A_TOKEN = 3;

    /** Below so many rows a label is hardly learned. */
    private static final long FEW = 10;

    private static final double MOST_OF_ALL = 0.5;

    /** An answer that is longer is no label alone, where the label set is not known. */
    private static final int LONGEST_LABEL = 100;

    private final TrainingRules rules;
    private final Surroundings surroundings;

    /**
     * What is known beside the file.
     *
     * @param labels        that answers may be; empty: not known
     * @param serving       what the tuned model will be shown for each line; empty: not known
     * @param groups        of near-duplicates that each line belongs to, and those of which a row is held out; empty: not
     *     known
     * @param validationSet the job is to have one
     */
    public record Surroundings(
            Set<String> labels, Optional<List<Shown>> serving, Optional<HeldOut> groups, boolean validationSet) {
        public static final Surroundings NONE = new Surroundings(Set.of(), Optional.empty(), Optional.empty(), false);

        public Surroundings {
            labels = Set.copyOf(labels);
            serving = serving.map(List::copyOf);
        }
    }

    /** A serving prompt. */
    public record Shown(String system, String user) {}

    /**
     * @param groupOf one a line
     * @param heldOut groups with a row that is fitted, chosen, certified or tested on
     */
    public record HeldOut(List<Integer> groupOf, Set<Integer> heldOut) {
        public HeldOut {
            groupOf = List.copyOf(groupOf);
            heldOut = Set.copyOf(heldOut);
        }
    }

    private TrainingLint(TrainingRules rules, Surroundings surroundings) {
        this.rules = rules;
        this.surroundings = surroundings;
    }

    /**
     * @param lines of the file, without their ends
     * @return what was found, by line, then what concerns the whole file
     */
    public static List<Finding> findings(List<String> lines, TrainingRules rules, Surroundings surroundings) {
        return new TrainingLint(rules, surroundings).run(lines);
    }

    private List<Finding> run(List<String> lines) {
        List<Finding> findings = new ArrayList<>();
        List<Conversation> learned = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Conversation conversation = Conversation.read(i + 1L, lines.get(i), rules);
            findings.addAll(conversation.findings());
            if (conversation.learning()) {
                learned.add(conversation);
                findings.addAll(ofTexts(conversation));
                shown(conversation).ifPresent(findings::add);
            }
            leaked(i).ifPresent(findings::add);
        }
        findings.addAll(repeated(learned));
        findings.addAll(ofFile(lines.size()));
        findings.addAll(balance(learned));
        return List.copyOf(findings);
    }

    private List<Finding> ofTexts(Conversation conversation) {
        List<Finding> findings = new ArrayList<>();
        String all = String.join("\n", conversation.system(), conversation.user(), conversation.answer());
        for (String reserved : rules.reserved()) {
            if (all.contains(reserved)) {
                findings.add(Finding.at(
                        conversation.line(),
                        Rule.RESERVED,
                        "holds " + reserved + ", which " + rules.model() + " keeps for itself",
                        "write it otherwise, here and where the model is asked"));
            }
        }
        long tokens = (all.length() + LETTERS_A_TOKEN - 1L) / LETTERS_A_TOKEN;
        if (rules.mostTokens().isPresent() && tokens > rules.mostTokens().getAsLong()) {
            findings.add(Finding.at(
                    conversation.line(),
                    Rule.TOKENS,
                    "has about " + tokens + " tokens, " + rules.mostTokens().getAsLong() + " are taken",
                    "shorten the case or leave it out"));
        }
        for (String kind : PersonalData.in(all)) {
            findings.add(Finding.at(
                    conversation.line(),
                    Rule.PERSONAL_DATA,
                    "holds " + kind,
                    "mask it as the pipeline does, or leave the record out"));
        }
        target(conversation).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> target(Conversation conversation) {
        String answer = conversation.answer();
        Set<String> labels = surroundings.labels();
        boolean label = labels.isEmpty()
                ? answer.length() <= LONGEST_LABEL && answer.lines().count() == 1
                : labels.contains(answer);
        return label
                ? Optional.empty()
                : Optional.of(Finding.at(
                        conversation.line(),
                        Rule.TARGET,
                        labels.isEmpty() ? "the answer is no label alone" : "the answer is no label of the set",
                        "let the answer be a label and nothing else"));
    }

    private Optional<Finding> shown(Conversation conversation) {
        return surroundings
                .serving()
                .map(serving -> serving.get((int) conversation.line() - 1))
                .filter(shown -> !shown.equals(new Shown(conversation.system(), conversation.user())))
                .map(shown -> Finding.at(
                        conversation.line(),
                        Rule.SERVING_PROMPT,
                        "is not what the tuned model will be shown",
                        "write the training prompt byte for byte as the serving prompt"));
    }

    private Optional<Finding> leaked(int line) {
        return surroundings
                .groups()
                .filter(groups -> groups.heldOut().contains(groups.groupOf().get(line)))
                .map(groups -> Finding.at(
                        line + 1L,
                        Rule.LEAKAGE,
                        "is, or nearly is, a row that is held out",
                        "leave it out: what is tested on must not be learned"));
    }

    private static List<Finding> repeated(List<Conversation> learned) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Conversation> first = new HashMap<>();
        for (Conversation conversation : learned) {
            Conversation before = first.putIfAbsent(conversation.question(), conversation);
            if (before == null) {
                continue;
            }
            findings.add(
                    before.answer().equals(conversation.answer())
                            ? Finding.at(
                                    conversation.line(),
                                    Rule.DUPLICATE,
                                    "says what line " + before.line() + " says",
                                    "leave one of them out, unless it is to weigh twice")
                            : Finding.at(
                                    conversation.line(),
                                    Rule.CONFLICT,
                                    "asks what line " + before.line() + " asks and is answered otherwise",
                                    "let a person decide which label is right"));
        }
        return findings;
    }

    private List<Finding> ofFile(int records) {
        List<Finding> findings = new ArrayList<>();
        if (records < rules.records().least()) {
            findings.add(Finding.ofFile(
                    Rule.RECORDS,
                    records + " records, " + rules.model() + " takes "
                            + rules.records().least() + " or more",
                    "review more cases"));
        }
        if (records > rules.records().most()) {
            findings.add(Finding.ofFile(
                    Rule.RECORDS,
                    records + " records, " + rules.model() + " takes "
                            + rules.records().most() + " or fewer",
                    "take a random part of them"));
        }
        if (surroundings.validationSet() && !rules.validationSet()) {
            findings.add(Finding.ofFile(
                    Rule.VALIDATION_SET,
                    rules.model() + " takes no validation set",
                    "give the job the training file alone"));
        }
        return findings;
    }

    private List<Finding> balance(List<Conversation> learned) {
        Map<String, Long> counts = new TreeMap<>();
        surroundings.labels().forEach(label -> counts.put(label, 0L));
        learned.forEach(conversation -> counts.merge(conversation.answer(), 1L, Long::sum));
        List<Finding> findings = new ArrayList<>();
        counts.forEach((label, count) -> {
            if (count < FEW) {
                findings.add(Finding.ofFile(
                        Rule.BALANCE,
                        "label " + quoted(label) + " has " + count + " records, fewer than " + FEW,
                        "review more cases of it, or leave it to people"));
            } else if (counts.size() > 1 && count > MOST_OF_ALL * learned.size()) {
                findings.add(Finding.ofFile(
                        Rule.BALANCE,
                        "label " + quoted(label) + " has " + count + " of " + learned.size() + " records",
                        "a tuned model will lean to it: take fewer of them, or weigh that up"));
            }
        });
        return findings;
    }

    private static String quoted(String label) {
        return "'" + (label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL) + "…") + "'";
    }
}
