package io.assay.registry;

import io.assay.core.Phase;
import io.assay.core.Workflow.OverrideRule;
import io.assay.rules.RuleSet;
import io.assay.schema.CaseSchema;
import io.assay.schema.DocumentSchema;
import io.assay.schema.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks a workflow document whole, so that one answer names everything there is to mend. */
final class WorkflowCheck {
    static final String SCHEMA = "/workflow.schema.json";
    /** Longest that a person may be given for a review. */
    static final Duration LONGEST_REVIEW = Duration.ofDays(90);

    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    /** A public DNS name: several labels, the last led by a letter, which no spelling of an IP address has. */
    private static final Pattern HOST = Pattern.compile(
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_HOST = 253;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

    private final DocumentSchema shape = DocumentSchema.compile(Shipped.document(SCHEMA));
    private final Clock clock;

    WorkflowCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * Everything wrong with the document, in the order of its pointers; empty when it can be put.
     *
     * @param name the workflow's name in the path
     */
    List<Violation> problemsOf(String name, Map<String, Object> document) {
        List<Violation> found = new ArrayList<>(shape.validate(document));
        Set<String> misshapen = found.stream().map(Violation::pointer).collect(Collectors.toSet());
        // A place of the wrong shape is told once; what it would mean can wait.
        new Meaning(Part.whole(document))
                .problems(name).stream()
                        .filter(violation -> !misshapen.contains(violation.pointer()))
                        .forEach(found::add);
        return found.stream().distinct().toList();
    }

    /** What a schema cannot say. */
    private final class Meaning {
        private final Part document;
        private final List<Violation> found = new ArrayList<>();

        Meaning(Part document) {
            this.document = document;
        }

        List<Violation> problems(String name) {
            Part declared = document.field("workflow");
            if (declared.text().filter(text -> !text.equals(name)).isPresent()) {
                report(declared, "must be the name in the path");
            }
            labels(document.field("labels"));
            Part prompt = document.field("prompt");
            placeholder(prompt.field("system"), "{{labels}}");
            placeholder(prompt.field("user"), "{{case}}");
            prices(document.field("prices"));
            currency(document.field("costs").field("currency"));
            rules(document.field("policy").field("rules"));
            Part levels = document.field("serviceLevels");
            atMost(levels.field("reviewWithin"), LONGEST_REVIEW, LONGEST_REVIEW.toDays() + " days", "PT4H or P2D");
            atMost(levels.field("answerWithin"), LONGEST_ANSWER, "an hour", "PT2S");
            url(document.field("action").field("webhook").field("url"));
            Part input = document.field("input");
            input.object()
                    .ifPresent(schema -> CaseSchema.problemsOf(schema)
                            .forEach(inner ->
                                    found.add(new Violation(input.at().text() + inner.pointer(), inner.problem()))));
            return found;
        }

        private void report(Part part, String problem) {
            found.add(Violation.at(part.at(), problem));
        }

        private void labels(Part labels) {
            Set<String> names = new HashSet<>();
            for (Part label : labels.items()) {
                Part name = label.field("name");
                name.text().filter(text -> !names.add(text)).ifPresent(twice -> {
                    report(name, "is the name of an earlier label");
                });
            }
            boolean allCritical = !labels.items().isEmpty()
                    && labels.items().stream()
                            .allMatch(label -> label.field("critical").isTrue());
            if (allCritical && mayAutomate()) {
                report(
                        labels,
                        "are all critical, so that nothing could act alone: mark one as not critical, or set the phase"
                                + " to baseline or pilot");
            }
        }

        private boolean mayAutomate() {
            return document.field("policy")
                    .field("phase")
                    .text()
                    .filter(word -> word.equals(Phase.EXPAND.word()) || word.equals(Phase.REPLICATE.word()))
                    .isPresent();
        }

        private void placeholder(Part text, String wanted) {
            text.text().ifPresent(template -> {
                List<String> present = PLACEHOLDER
                        .matcher(template)
                        .results()
                        .map(match -> match.group())
                        .toList();
                long count = present.stream().filter(wanted::equals).count();
                if (count != 1) {
                    report(text, "must hold " + wanted + " exactly once");
                }
                if (count != present.size()) {
                    report(text, "holds a placeholder that is not replaced here; only " + wanted + " is");
                }
            });
        }

        private void prices(Part prices) {
            currency(prices.field("currency"));
            Part date = prices.field("date");
            date.text().ifPresent(text -> {
                try {
                    // By the calendar of the place where the day begins first.
                    if (LocalDate.parse(text).isAfter(LocalDate.now(clock.withZone(ZoneOffset.ofHours(14))))) {
                        report(date, "lies in the future: give the day on which the prices were read");
                    }
                } catch (DateTimeParseException e) {
                    report(date, "is no date; write it as 2026-11-01");
                }
            });
        }

        private void currency(Part currency) {
            currency.text().ifPresent(code -> {
                try {
                    Currency.getInstance(code);
                } catch (IllegalArgumentException e) {
                    report(currency, "is no currency code of ISO 4217, for example USD");
                }
            });
        }

        private void rules(Part rules) {
            List<Part> items = rules.items();
            if (items.size() <= RuleSet.MAX_RULES) {
                found.addAll(RuleSet.problemsOf(
                        IntStream.range(0, items.size())
                                .mapToObj(i -> rule(items.get(i), i))
                                .toList(),
                        document.field("input").object().orElse(Map.of())));
            }
        }

        /** With stand-ins for what is missing, so that every other rule keeps its place. */
        private OverrideRule rule(Part rule, int index) {
            return new OverrideRule(
                    rule.field("id").text().orElse("#" + index),
                    "",
                    rule.field("when").text().orElse("false"));
        }

        private void atMost(Part within, Duration longest, String inWords, String example) {
            within.text().ifPresent(text -> {
                try {
                    Duration duration = Duration.parse(text);
                    if (!duration.isPositive() || duration.compareTo(longest) > 0) {
                        report(within, "must be more than nothing and at most " + inWords);
                    }
                } catch (DateTimeException e) {
                    report(within, "is no duration in days, hours, minutes or seconds; write " + example);
                }
            });
        }

        private void url(Part url) {
            url.text().ifPresent(text -> {
                try {
                    webhook(url, new URI(text));
                } catch (URISyntaxException e) {
                    report(url, "is no URL");
                }
            });
        }

        private void webhook(Part url, URI target) {
            String host = target.getHost();
            if (!"https".equalsIgnoreCase(target.getScheme())) {
                report(url, "must begin with https://");
            }
            if (host == null
                    || host.length() > LONGEST_HOST
                    || !HOST.matcher(host).matches()) {
                report(url, "must name a host by its full domain name, not by an address");
            }
            if (target.getRawUserInfo() != null) {
                report(url, "must carry no user name or password");
            }
            if (target.getPort() != -1 && target.getPort() != 443) {
                report(url, "must use port 443, or name none");
            }
            if (target.getRawFragment() != null) {
                report(url, "must have no fragment");
            }
        }
    }
}
