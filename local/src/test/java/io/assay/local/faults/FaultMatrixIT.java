package io.assay.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Faults;
import io.assay.local.gateway.Place;
import io.assay.local.gateway.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every effect and every acknowledgement of every stage: a crash before it, a crash after it, and the thing twice. The
 * places are those that a clean run of the scenes came to, so that a new effect is covered by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixIT {
    private static final List<Fault> FAULTS =
            List.of(new Fault.Crash(Fault.Moment.BEFORE), new Fault.Crash(Fault.Moment.AFTER), new Fault.Twice());

    /** Cases and metrics only read; the canary is called by a deployment and keeps nothing. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("CasesRole", "MetricsRole", "CanaryRole");

    private final Map<Place, Set<Scene>> places = new LinkedHashMap<>();
    private Play play;

    @BeforeAll
    void start() throws InterruptedException {
        play = new Play();
        for (Scene scene : Scene.all()) {
            Set<Place> met = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
            ConcurrentLinkedQueue<Place> seen = new ConcurrentLinkedQueue<>();
            try (Faults.Watch watch = play.stack().gateway().faults().watch(point -> {
                if (isMatrixPoint(point)) seen.add(point.place());
            })) {
                scene.act().accept(play);
                play.rest();
            }
            met.addAll(seen);
            met.forEach(place -> {
                Set<Scene> scenes = places.computeIfAbsent(place, one -> new LinkedHashSet<>());
                if (scenes.isEmpty() || scene.about().equals(place.caller())) scenes.add(scene);
            });
            play.stack().gateway().faults().clear();
            assertThat(play.violations()).as("without a fault: " + scene).isEmpty();
        }
    }

    @AfterAll
    void stop() {
        play.close();
    }

    private static boolean isMatrixPoint(Point point) {
        return !point.place().caller().equals("administrator")
                && (point.nature() == Point.Nature.EFFECT || point.nature() == Point.Nature.ACKNOWLEDGEMENT);
    }

    /** One place, one fault. */
    record Case(Place place, Fault fault, Scene scene) {
        @Override
        public String toString() {
            String what = switch (fault) {
                case Fault.Crash crash -> "crash " + crash.moment().name().toLowerCase(Locale.ROOT);
                case Fault.Twice twice -> "twice";
                default -> fault.toString();
            };
            return what + ": " + place + " (" + scene + ")";
        }
    }

    Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        places.forEach((place, scenes) ->
                scenes.forEach(scene -> FAULTS.forEach(fault -> cases.add(new Case(place, fault, scene)))));
        return cases.stream();
    }

    @Test
    void scenes_goThroughEveryFunctionThatHasAnEffect() {
        Set<String> met = places.keySet().stream().map(Place::caller).collect(Collectors.toSet());
        Set<String> roles = play.stack().functions().all().stream()
                .map(function -> function.logicalId().replace("Function", "Role"))
                .filter(role -> !WITHOUT_EFFECT.contains(role))
                .collect(Collectors.toSet());
        assertThat(met).isEqualTo(roles);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void fault_losesNothingAndDecidesNothingTwice(Case one) {
        int struck = play.played(
                one.scene(), FaultRule.of(one.fault()).at(one.place()).once());

        assertThat(play.violations()).isEmpty();
        assertThat(struck).as("the run came to the place").isEqualTo(1);
    }
}
