package io.assay.core.verdict;

import java.util.List;
import java.util.Optional;

/** The verdict: the first rule of the verdict's specification, section 5, that matches. */
public final class VerdictRules {
    private static final int MONTHS_OF_REVIEW = 12;

    private VerdictRules() {}

    /**
     * @throws IllegalArgumentException if a base can be tuned but no arm answered or no money was reckoned, or the tuned arm
     *     of the money is not among the arms
     */
    public static Verdict decide(Evidence evidence) {
        ReasonSentence reason = new ReasonSentence(evidence);
        List<Availability.Refused> refused = refused(evidence.bases());
        if (refused.size() == evidence.bases().size()) {
            return new Verdict.NotPossible(reason.notPossible(refused), rules(refused));
        }
        if (evidence.arms().isEmpty()) {
            throw new IllegalArgumentException("no arm answered");
        }
        if (evidence.arms().stream().noneMatch(ArmEvidence::canRank)) {
            return new Verdict.CannotRank(reason.cannotRank());
        }
        MoneyFindings money = evidence.money().orElseThrow(() -> new IllegalArgumentException("no money was reckoned"));
        List<Condition> unmet = Condition.unmet(evidence, money);
        if (unmet.isEmpty()) {
            return new Verdict.WorthIt(reason.worthIt(money));
        }
        List<Need> needs = new Needs(evidence, money).of(unmet);
        Optional<String> hopeless = hopeless(evidence, money, needs);
        if (hopeless.isPresent()) {
            Optional<Lever> lever = Lever.cheapest(evidence.levers());
            return new Verdict.NotWorthIt(
                    reason.notWorthIt(money, lever, hopeless.get()),
                    money.alternative(),
                    money.gapAMonth(),
                    lever,
                    needs);
        }
        return new Verdict.NotYet(reason.notYet(money, needs.getFirst()), needs);
    }

    /** The arm to run: people where nothing may be automated, else the arm of lowest present cost, people included. */
    public static String recommendation(Verdict verdict, List<MeasuredArm> arms, MeasuredArm inForce, Values values) {
        MeasuredArm recommended = switch (verdict) {
            case Verdict.CannotRank cannot -> Selection.people(arms);
            case Verdict.NotPossible not -> Selection.alternative(arms, inForce, values);
            case Verdict.WorthIt worth -> Selection.lowest(arms, inForce, values);
            case Verdict.NotWorthIt not -> Selection.lowest(arms, inForce, values);
            case Verdict.NotYet yet -> Selection.lowest(arms, inForce, values);
        };
        return recommended.arm().name();
    }

    /**
     * Why tuning is not worth it (rule 4). A learning curve that lifts Δ exempts from the first three, which look at the
     * model of today: below a break-even of today is where such a curve begins.
     */
    private static Optional<String> hopeless(Evidence evidence, MoneyFindings money, List<Need> needs) {
        if (!money.learningLifts()) {
            if (money.delta().q95() < money.materiality()) {
                return Optional.of("in 95 % of the simulations it gains less than USD "
                        + Figures.usd(money.materiality()) + ", the least that is worth it");
            }
            if (money.fastestPaybackMonth() > evidence.paybackLimit()) {
                return Optional.of("even the fastest 5 % of the simulations are not back in "
                        + Figures.count(Math.floor(evidence.paybackLimit())) + " months");
            }
            if (money.leastBreakEven() > money.volume()) {
                return Optional.of("95 % of the simulations need more than the " + Figures.count(money.volume())
                        + " cases a month");
            }
        }
        ArmEvidence tuned = evidence.tuned(money);
        if (!tuned.certified() && tuned.certificateRows().isEmpty()) {
            return Optional.of("no number of rows would certify " + tuned.name());
        }
        long rows = Needs.rows(needs);
        if (rows > MONTHS_OF_REVIEW * evidence.sample().reviewableAMonth()) {
            return Optional.of("the rows that it takes are not reviewed in " + MONTHS_OF_REVIEW + " months");
        }
        return Optional.empty();
    }

    private static List<Availability.Refused> refused(List<Availability> bases) {
        return bases.stream()
                .filter(Availability.Refused.class::isInstance)
                .map(Availability.Refused.class::cast)
                .toList();
    }

    private static List<String> rules(List<Availability.Refused> refused) {
        return refused.stream()
                .flatMap(base -> base.refusals().stream())
                .map(Availability.Refusal::rule)
                .distinct()
                .toList();
    }
}
