package io.assay.local.faults;

import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.services.bedrock.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Something that happens to a stack, small and by itself. Together the scenes go through every stage.
 *
 * @param about role whose places are played in this scene, whatever other scenes come to them; empty: none
 * @param act   sends, decides, lets time pass; the cases need not have come to rest at its end
 */
record Scene(String name, String about, Consumer<Play> act) {
    private static final String INTAKE = "IntakeRole";

    private static final String CLEAR = "Where is my parcel? It should have come on Monday.";
    /** An override rule sends what is this short to a person. */
    private static final String SHORT = "Help!";

    private static final Duration INFERENCE_VISIBLE_AGAIN = Duration.ofSeconds(361);
    private static final int RECEIVES = 5;

    static List<Scene> all() {
        return List.of(
                new Scene("the daily comparison", "", Scene::compared),
                new Scene("a case by HTTP", INTAKE, play -> play.submit(Play.PLAIN, CLEAR)),
                new Scene("a case by HTTP without a key", INTAKE, play -> play.submitUnkeyed(Play.PLAIN, CLEAR)),
                new Scene("a batch by HTTP", "", play -> play.submitBatch(Play.PLAIN, CLEAR)),
                new Scene("a task that waits", "", Scene::waiting),
                new Scene("a lost message", "", Scene::lost),
                new Scene("messages lost again and again", "", Scene::lostForGood),
                new Scene("an overdue task", "", Scene::overdue),
                new Scene("a case by queue and its review", "", Scene::reviewed),
                new Scene("what can be no case", "", play -> play.put("IngestQueue", "no case")),
                new Scene("a quality sample", "", Scene::sampled),
                new Scene("a quality sample that is looked at", "CertificationRole", Scene::lookedAt),
                new Scene("a throttled model", "", Scene::throttled),
                new Scene("a model that is refused", "", Scene::givenUp),
                new Scene("a decision taken back", "", Scene::takenBack),
                new Scene("a workflow's versions", "", Scene::registry));
    }

    private static void reviewed(Play play) {
        play.enqueue(Play.PLAIN, SHORT);
        play.rest();
        play.review(play.last());
    }

    private static void sampled(Play play) {
        String id = play.submit(Play.SAMPLED, CLEAR);
        play.rest();
        play.review(id);
    }

    private static void lookedAt(Play play) {
        sampled(play);
        play.rest();
        play.lookAfterCertificates();
    }

    private static void throttled(Play play) {
        play.stack().bedrock().behave(Behaviour.good().throttling(1));
        play.submit(Play.PLAIN, CLEAR);
        play.pipeline().awaitIdle();
        play.stack().bedrock().behave(Behaviour.good());
    }

    private static void givenUp(Play play) {
        play.submit(Play.MISROUTED, CLEAR);
        for (int receives = 0; receives < RECEIVES; receives++) {
            play.pipeline().awaitIdle();
            play.advance(INFERENCE_VISIBLE_AGAIN);
        }
        play.redrive(); // should the function have died on the last receive
        for (int receives = 0; receives < RECEIVES && play.isUnderWay(); receives++) {
            play.advance(INFERENCE_VISIBLE_AGAIN);
        }
    }

    private static void takenBack(Play play) {
        play.pause("ActionFunction");
        play.submit(Play.PLAIN, CLEAR);
        play.pipeline().awaitIdle();
        stop(play, "stop");
        play.advance(Duration.ofSeconds(15));
        play.stack().resume("ActionFunction");
        play.rest();
        stop(play, "resume");
        play.advance(Duration.ofSeconds(15));
    }

    private static void stop(Play play, String word) {
        play.asked("POST", "/workflows/" + Play.PLAIN + "/" + word, play.operator(), "{\"reason\":\"a test\"}", 200);
    }

    private static void waiting(Play play) {
        play.enqueue(Play.PLAIN, SHORT);
        play.rest();
        play.sweep();
    }

    private static void lost(Play play) {
        play.stack().gateway().faults().add(losing("EvaluationRole").once());
        play.submit(Play.PLAIN, CLEAR);
        play.rest();
        play.sweep();
    }

    private static void lostForGood(Play play) {
        FaultRule rule = losing("EvaluationRole");
        play.stack().gateway().faults().add(rule);
        play.submit(Play.PLAIN, CLEAR);
        play.rest();
        for (int sends = 0; sends < 4; sends++) play.sweep();
        play.stack().gateway().faults().remove(rule);
        play.sweep(); // should it have died when it gave the case up
    }

    private static FaultRule losing(String role) {
        return FaultRule.of(new Fault.Lose()).by(role);
    }

    private static void overdue(Play play) {
        play.submit(Play.URGENT, SHORT);
        play.rest();
        play.advance(Duration.ofMinutes(12));
        play.sweeping(() -> {
            play.advance(Duration.ofMinutes(1));
            play.advance(Duration.ofMinutes(2));
            play.advance(Duration.ofMinutes(1));
        });
    }

    private static void registry(Play play) {
        String title = "Version " + play.reference();
        play.activated("versions", document -> {
            document.put("title", title);
            return document;
        });
    }

    private static void compared(Play play) {
        Instant now = play.stack().clock().instant();
        Instant tomorrow = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.of(1, 31))
                .toInstant(ZoneOffset.UTC);
        play.advance(Duration.between(now, tomorrow));
    }

    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT);
    }
}
