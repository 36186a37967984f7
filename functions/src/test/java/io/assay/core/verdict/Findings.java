package io.assay.core.verdict;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Evidence that gives {@code worth-it}, and everything about it that a test may change. */
final class Findings {
    static final double MATERIAL = 4_000;
    static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    VerdictScope scope = VerdictScope.BEDROCK;
    boolean basesListed = true;
    boolean tunedAnswered = true;
    boolean anyAnswered = true;
    boolean moneyReckoned = true;
    boolean referenceProfile;
    double targetRisk = 0.05;
    Set<String> regions = Set.of("us-east-1");
    boolean riskCertifiable;
    boolean certified = true;
    double aurocUpper = 0.9;
    long errors = 100;
    double separableShare = 0.4;
    List<ArmEvidence.BrokenCap> brokenCaps = List.of();
    OptionalLong certificateRows = OptionalLong.of(900);
    Set<String> brokenLater = Set.of();
    long rows = 1_000;
    int refits = 5;
    double reviewableAMonth = 1_000;
    double noise = 0.01;
    double noiseUpper = 0.02;
    OptionalDouble monthsToEndOfLife = OptionalDouble.empty();
    List<Lever> levers = List.of();
    double low = 10_000;
    double median = 18_000;
    double high = 26_000;
    double saving = 1_700;
    double payback = 10;
    double fastestPayback = 8;
    double breakEven = 6_249;
    double leastBreakEven = 5_000;
    double dataDeviation = 5_000;
    double inputsShare;
    double discountedMonths = 20;
    List<Flip> flips = List.of();
    OptionalDouble extrapolated = OptionalDouble.empty();

    static Flip flip(double low, double high, Estimate.Source source) {
        return new Flip(Input.of(Quantity.WAGE), new Estimate(low, 40, high, source), OptionalDouble.of(35), low <= 35);
    }

    MoneyFindings money() {
        return new MoneyFindings(
                "retrieval",
                "tuned",
                new Quantiles(saving - 300, saving, saving + 300),
                new Quantiles(low, median, high),
                payback,
                fastestPayback,
                breakEven,
                leastBreakEven,
                10_000,
                24,
                MATERIAL,
                discountedMonths,
                dataDeviation,
                inputsShare,
                flips,
                List.of(
                        new Comparison.Term(CostTerm.REVIEW, 79_000, 20_000),
                        new Comparison.Term(CostTerm.UPKEEP, 0, 15_830)),
                extrapolated);
    }

    Evidence evidence() {
        TunableBase base = AvailabilityTest.base(false, Optional.empty(), Optional.empty());
        Availability availability =
                Availability.of(base, new Availability.Demand(TODAY, Optional.of(regions), rows, Optional.empty()));
        ArmEvidence tuned = new ArmEvidence(
                "tuned", riskCertifiable, certified, aurocUpper, errors, separableShare, brokenCaps, certificateRows);
        ArmEvidence other = new ArmEvidence(
                "retrieval",
                riskCertifiable,
                certified,
                aurocUpper,
                errors,
                separableShare,
                List.of(),
                OptionalLong.empty());
        return new Evidence(
                scope,
                referenceProfile,
                targetRisk,
                basesListed ? List.of(availability) : List.of(),
                anyAnswered ? tunedAnswered ? List.of(other, tuned) : List.of(other) : List.of(),
                brokenLater,
                new Sample(rows, rows, rows / 2, refits, reviewableAMonth, noise, noiseUpper),
                monthsToEndOfLife,
                levers,
                moneyReckoned ? Optional.of(money()) : Optional.empty());
    }

    Verdict verdict() {
        return VerdictRules.decide(evidence());
    }

    static ArmEvidence.BrokenCap cap(String label, long rows) {
        return new ArmEvidence.BrokenCap(label, rows);
    }
}
