package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.core.Workflow;
import io.assay.local.host.LocalStack;
import io.assay.local.page.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a certificate is worth, told in one run: people decide blind, a threshold is certified from what they found, the
 * model acts alone under a stated guarantee, the world shifts, the monitor rings, people decide again.
 */
final class CertificateStory {
    private static final int REVIEWED = 400;
    private static final int AUTOMATED = 300;
    private static final int SHIFTED = 200;
    private static final int AFTERWARDS = 20;
    /** Further lots of shifted cases before the story gives up; one lot in a few hundred rings no alarm. */
    private static final int LOTS = 3;

    private static final double TARGET_RISK = 0.1;
    private static final double SAMPLED = 0.2;
    /** Longer than a function uses a standing. */
    private static final Duration STANDING = Duration.ofSeconds(15);
    /** Longer than the monitor waits between two looks. */
    private static final Duration LOOK = Duration.ofMinutes(6);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final Terminal terminal;
    private final List<CaseLines.Line> messages;
    private final Map<String, Label> labels;
    private final Map<String, Label> truth = new HashMap<>();
    private final Api operator;
    private final String path;

    private CertificateStory(Site site, Terminal terminal, List<CaseLines.Line> messages, Map<String, Label> labels) {
        this.site = site;
        this.terminal = terminal;
        this.messages = messages;
        this.labels = labels;
        this.operator = site.as(Role.OPERATOR, "olga.operator");
        this.path = "/workflows/" + site.workflow().name();
    }

    /**
     * Plays it on a stack of its own.
     *
     * @param root of the repository, with the sample workflow and its cases
     * @return whether it ended as told: with the alarm, and in pilot
     */
    static boolean play(Path root, Terminal terminal) throws InterruptedException {
        Path sample = root.resolve("events/workflows/support-triage.json");
        Path cases = root.resolve("events/cases/support-triage.jsonl");
        Map<String, Object> document = CaseLines.document(sample);
        try (Site site =
                Site.start(root, Map.of(), LocalStack.Options.inMemory(), inPhase(document, "baseline"), sample)) {
            return new CertificateStory(
                            site,
                            terminal,
                            CaseLines.cases(cases),
                            CaseLines.labels(cases.resolveSibling("support-triage.labels.jsonl")))
                    .tell(inPhase(document, "expand"));
        }
    }

    /** The sample workflow without its declared threshold. */
    private static Map<String, Object> inPhase(Map<String, Object> document, String phase) {
        Map<String, Object> changed = new HashMap<>(document);
        Map<String, Object> policy =
                new HashMap<>(new Fields(document).fields("policy").map());
        policy.remove("threshold");
        policy.putAll(Map.of("phase", phase, "qualitySample", SAMPLED, "targetRisk", TARGET_RISK));
        changed.put("policy", policy);
        return changed;
    }

    private boolean tell(Map<String, Object> expanding) throws InterruptedException {
        chapter(
                "1  People decide",
                REVIEWED + " messages come in. The model answers each, but nobody sees its answers: two people decide"
                        + " every case blind. So each review tells how good the model is, at every confidence.");
        reviewed(run("first", messages, REVIEWED, false));
        Optional<Fields> certificate = certified();
        if (certificate.isEmpty()) {
            return false;
        }
        inForce(expanding);
        chapter(
                "3  The model decides alone",
                AUTOMATED + " more messages. What reaches the threshold acts alone; of these one in "
                        + Math.round(1 / SAMPLED) + ", drawn by lot, is still decided blind by a person beside it.");
        List<CaseFile> automated = automated(run("second", messages, AUTOMATED, false), "second");
        alone(automated);
        chapter(
                "4  The world shifts",
                "Overnight the shop changes who does what: for half of the messages of the kind that acted alone, the"
                        + " model's answer is no longer the right one. The model does not know, and is as sure as"
                        + " before. " + SHIFTED + " such messages come in.");
        boolean alarmed = shifted(automated);
        Fields standing = standing();
        end(standing);
        return alarmed && standing.text("phase").equals("pilot");
    }

    private void chapter(String title, String words) {
        terminal.print(new Page().heading(title).say(2, words).toString().stripTrailing());
    }

    private void say(String words) {
        terminal.print(new Page().say(2, words).toString().stripTrailing());
    }

    /** Sends so many, with the right labels in the reviewers' hands, and waits for the end of each. */
    private Demo.Outcome run(String part, List<CaseLines.Line> from, int count, boolean shift)
            throws InterruptedException {
        List<CaseLines.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CaseLines.Line message = from.get(i % from.size());
            String reference = part + "-" + (i + 1);
            lines.add(new CaseLines.Line(reference, message.input()));
            Optional.ofNullable(labels.get(message.reference()))
                    .ifPresent(label ->
                            truth.put(reference, shift && reference.hashCode() % 2 == 0 ? other(label) : label));
        }
        return new Demo(site, terminal, lines, truth).run();
    }

    private Label other(Label label) {
        return site.workflow().labels().stream()
                .filter(spec -> !spec.critical())
                .map(Workflow.LabelSpec::label)
                .filter(one -> !one.equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void reviewed(Demo.Outcome outcome) {
        say("People decided " + outcome.reviewed() + " cases; the model decided none.");
    }

    private Optional<Fields> certified() {
        chapter(
                "2  A threshold is certified",
                "From those reviews the threshold is looked for above which at most " + percent(TARGET_RISK)
                        + " of the answers are wrong: one part of them chooses, the other proves.");
        Api.Answer answer = operator.post(path + "/certificates", Map.of());
        if (answer.status() != 201) {
            say("Nothing was certified: " + answer.body().optionalText("detail").orElse(Problems.lines(answer.body())));
            return Optional.empty();
        }
        Fields certificate = answer.body();
        say("Certificate " + certificate.whole("number") + ": answers with a confidence of "
                + Story.number(certificate.number("threshold")) + " or more. Of " + certificate.whole("cases")
                + " cases kept apart for the proof it accepts " + certificate.whole("accepted") + ", "
                + certificate.whole("errors") + " of them wrong. It promises at most "
                + percent(certificate.number("targetRisk")) + " errors, and is wrong itself with a chance of at most "
                + percent(certificate.number("delta")) + ". It holds until "
                + certificate.text("expiresAt").substring(0, 10) + ", for this model and this prompt.");
        return Optional.of(certificate);
    }

    /** A person puts it in force, with a version of the workflow that lets answers act. */
    private void inForce(Map<String, Object> expanding) {
        int version = operator.put(path, expanding).expect(201, "PUT " + path).whole("version");
        operator.post(path + "/activate", Map.of("version", version)).expect(200, "POST " + path + "/activate");
        String activate = path + "/certificates/1/activate";
        operator.post(activate, Map.of()).expect(200, "POST " + activate);
        site.stack().advance(STANDING);
        say("Olga, who operates the workflow, puts it in force.");
    }

    private void alone(List<CaseFile> automated) {
        long wrong = automated.stream().filter(this::isWrong).count();
        say("The model decided " + automated.size() + " of " + AUTOMATED + " alone, and " + wrong
                + " of these wrongly (" + Page.percent(wrong, automated.size()) + "; promised: at most "
                + percent(TARGET_RISK) + "). "
                + automated.stream().filter(CertificateStory::isSampled).count()
                + " were looked at by a person.");
    }

    private static List<CaseFile> automated(Demo.Outcome outcome, String part) {
        return outcome.audit().files().stream()
                .filter(file -> reference(file).startsWith(part + "-"))
                .filter(CertificateStory::isAutomated)
                .toList();
    }

    private static String reference(CaseFile file) {
        return file.received().reference().orElse("");
    }

    private static boolean isAutomated(CaseFile file) {
        return has(file, event -> event instanceof CaseEvent.Acted acted && acted.byModel());
    }

    private static boolean isSampled(CaseFile file) {
        return has(file, CaseEvent.QualitySampled.class::isInstance);
    }

    private static boolean has(CaseFile file, Predicate<Object> event) {
        return file.history().stream().anyMatch(entry -> event.test(entry.event()));
    }

    private boolean isWrong(CaseFile file) {
        return file.labelSent()
                .filter(label -> !label.equals(truth.get(reference(file))))
                .isPresent();
    }

    /** @return whether the monitor rang */
    private boolean shifted(List<CaseFile> automated) throws InterruptedException {
        List<CaseLines.Line> sure = automated.stream()
                .map(file -> messages.get((number(reference(file)) - 1) % messages.size()))
                .toList();
        for (int lot = 1; lot <= LOTS; lot++) {
            String part = "shifted" + lot;
            List<CaseFile> acted = automated(run(part, sure, SHIFTED, true), part);
            site.stack().advance(LOOK);
            site.stack().awaitIdle(PATIENCE);
            long wrong = acted.stream().filter(this::isWrong).count();
            say("The model decided " + acted.size() + " alone, " + wrong + " wrongly. People looked at "
                    + acted.stream().filter(CertificateStory::isSampled).count() + " of them.");
            if (standing().optionalText("alarm").isPresent()) {
                return true;
            }
            say("The monitor is not sure yet: " + SHIFTED + " more.");
        }
        return false;
    }

    private static int number(String reference) {
        return Integer.parseInt(reference.substring(reference.lastIndexOf('-') + 1));
    }

    private Fields standing() {
        return operator.get(path).expect(200, "GET " + path).fields("standing");
    }

    private void end(Fields standing) throws InterruptedException {
        chapter("5  The monitor rings", standing.optionalText("alarm").orElse("It did not ring."));
        say("The workflow's phase is " + standing.text("phase") + ". " + AFTERWARDS + " more messages come in.");
        site.stack().advance(STANDING);
        int alone = automated(run("last", messages, AFTERWARDS, false), "last").size();
        say("The model decided " + alone + " of them alone; people decided the rest.");
        say("All of it stands in the workflow's own history and in the audit log: what was certified and from what,"
                + " who put it in force, what rang. A new certificate needs reviews from after the alarm.");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
