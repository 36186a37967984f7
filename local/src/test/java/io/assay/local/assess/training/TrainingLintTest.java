package io.assay.local.assess.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.verdict.TunableBase;
import io.assay.local.assess.files.TrainingRulesFile;
import io.assay.local.assess.training.Finding.Rule;
import io.assay.local.assess.training.TrainingLint.HeldOut;
import io.assay.local.assess.training.TrainingLint.Shown;
import io.assay.local.assess.training.TrainingLint.Surroundings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLintTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final TrainingRules MICRO = TrainingRulesFile.of("amazon.nova-micro-v1:0", "test", TODAY);

    @Test
    void whatIsWrittenHere_isClean() {
        assertThat(TrainingLint.findings(lines(20), MICRO, known(20))).isEmpty();
    }

    @Test
    void aLineThatIsNoJson_isToldWithItsLine() {
        List<String> lines = lines(20);
        lines.set(6, "{\"schemaVersion\":");

        Finding only = only(lines, Surroundings.NONE);

        assertThat(only.rule()).isEqualTo(Rule.JSON);
        assertThat(only.line()).hasValue(7);
        assertThat(only.remedy()).isNotBlank();
        assertThat(only.stops()).isTrue();
    }

    @Test
    void anotherSchemaVersion_isAnError() {
        assertThat(only(with(3, line(3).replace("bedrock-conversation-2024", "v1")), Surroundings.NONE)
                        .rule())
                .isEqualTo(Rule.SCHEMA_VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"messages\":[', '\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"Hello\"}]},'",
        "'\"role\":\"user\"', '\"role\":\"person\"'",
        "'\"text\":\"label1\"', '\"text\":\" \"'",
        "'\"schemaVersion\":', '\"extra\":1,\"schemaVersion\":'"
    })
    void anotherShape_isAnError(String found, String put) {
        assertThat(TrainingLint.findings(with(1, line(1).replace(found, put)), MICRO, Surroundings.NONE))
                .extracting(Finding::rule)
                .contains(Rule.SHAPE);
    }

    @Test
    void aToolSection_isAnErrorWhereTheBaseTakesNone() {
        String tools = line(2).replace("\"schemaVersion\"", "\"toolConfig\":{\"tools\":[]},\"schemaVersion\"");

        assertThat(only(with(2, tools), Surroundings.NONE).rule()).isEqualTo(Rule.TOOLS);
        assertThat(TrainingLint.findings(with(2, tools), taking(true), Surroundings.NONE))
                .isEmpty();
    }

    @Test
    void tooFewAndTooManyRecords_areErrors() {
        assertThat(rules(lines(7), Surroundings.NONE)).contains(Rule.RECORDS);
        assertThat(TrainingLint.findings(lines(40), limits(8, 39, OptionalLong.empty()), Surroundings.NONE))
                .extracting(Finding::rule)
                .containsExactly(Rule.RECORDS);
    }

    @Test
    void aRecordOfTooManyTokens_isAnErrorWhereALimitIsKnown() {
        List<String> lines = with(5, record(5, "word ".repeat(400)).line());

        assertThat(TrainingLint.findings(lines, limits(8, 100, OptionalLong.of(300)), Surroundings.NONE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo(Rule.TOKENS));
        assertThat(TrainingLint.findings(lines, MICRO, Surroundings.NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"User:", "Bot:", "Assistant:", "System:", "[EOS]", "<image>", "<video>"})
    void aReservedString_isAnErrorWhereverItStands(String reserved) {
        Finding only = only(with(4, record(4, "he wrote " + reserved + " to us").line()), Surroundings.NONE);

        assertThat(only.rule()).isEqualTo(Rule.RESERVED);
        assertThat(only.what()).contains(reserved);
        assertThat(only.line()).hasValue(5);
    }

    @Test
    void aDuplicateAndAConflict_areWarningsThatNameTheOtherLine() {
        List<String> lines = with(9, line(1));
        lines.set(10, new TrainingRecord("s", user(2), "label1").line());

        List<Finding> findings = TrainingLint.findings(lines, MICRO, Surroundings.NONE);

        assertThat(findings).extracting(Finding::rule).contains(Rule.DUPLICATE, Rule.CONFLICT);
        assertThat(findings).noneMatch(Finding::stops);
        assertThat(findings).anyMatch(finding -> finding.what().contains("line 2"));
        assertThat(findings).anyMatch(finding -> finding.what().contains("line 3"));
    }

    @Test
    void aRowOfAGroupThatIsHeldOut_isAnError() {
        List<Integer> groups = new ArrayList<>();
        for (int row = 0; row < 20; row++) groups.add(row);
        Surroundings held =
                new Surroundings(Set.of(), Optional.empty(), Optional.of(new HeldOut(groups, Set.of(3, 99))), false);

        Finding only = only(lines(20), held);

        assertThat(only.rule()).isEqualTo(Rule.LEAKAGE);
        assertThat(only.line()).hasValue(4);
    }

    @Test
    void nearDuplicatesInTwoFiles_areOneGroup() {
        List<String> other = List.of(record(3, "").line().replace("number 3", "number 3!"));

        HeldOut held = TrainingTexts.heldOut(lines(20), other, MICRO);

        assertThat(held.heldOut()).contains(held.groupOf().get(3));
    }

    @ParameterizedTest
    @CsvSource({
        "write to jo.example@mail.example.org please, an e-mail address",
        "my account is GB82 WEST 1234 5698 7654 32 now, an IBAN",
        "call +44 20 7946 0958 after six, a phone number"
    })
    void personalData_isAnErrorThatDoesNotRepeatIt(String text, String kind) {
        Finding only = only(with(8, record(8, text).line()), Surroundings.NONE);

        assertThat(only.rule()).isEqualTo(Rule.PERSONAL_DATA);
        assertThat(only.what()).isEqualTo("holds " + kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"see [EMAIL_1] and [IBAN_1]", "order GB82 WEST 1234 5698 7654 33", "+44 1", "me@work", "1+1=2"})
    void whatOnlyLooksLikePersonalData_isNone(String text) {
        assertThat(PersonalData.in(text)).isEmpty();
    }

    @Test
    void anAnswerThatIsNoLabel_isAnError() {
        List<String> lines = with(2, new TrainingRecord("s", user(2), "I would say label0").line());

        assertThat(rules(
                        lines, new Surroundings(Set.of("label0", "label1"), Optional.empty(), Optional.empty(), false)))
                .contains(Rule.TARGET);
    }

    @Test
    void rareAndOverwhelmingLabels_areWarnings() {
        List<String> lines = lines(20);
        for (int row = 0; row < 20; row++) {
            lines.set(row, new TrainingRecord("s", user(row), row < 2 ? "label0" : "label1").line());
        }

        assertThat(TrainingLint.findings(lines, MICRO, Surroundings.NONE))
                .allMatch(finding -> finding.rule() == Rule.BALANCE && !finding.stops())
                .hasSize(2);
    }

    @Test
    void aServingPromptThatDiffersInOneByte_isAnError() {
        Surroundings known = known(20);
        List<Shown> serving = new ArrayList<>(known.serving().orElseThrow());
        serving.set(11, new Shown(serving.get(11).system(), serving.get(11).user() + " "));

        Finding only = only(lines(20), new Surroundings(known.labels(), Optional.of(serving), Optional.empty(), false));

        assertThat(only.rule()).isEqualTo(Rule.SERVING_PROMPT);
        assertThat(only.line()).hasValue(12);
    }

    @Test
    void aValidationSet_isAnErrorWhereTheBaseTakesNone() {
        TrainingRules lite = TrainingRulesFile.of("amazon.nova-2-lite-v1:0", "test", TODAY);
        Surroundings wanted = new Surroundings(Set.of(), Optional.empty(), Optional.empty(), true);

        assertThat(TrainingLint.findings(lines(200), lite, wanted))
                .extracting(Finding::rule)
                .containsExactly(Rule.VALIDATION_SET);
        assertThat(TrainingLint.findings(lines(200), MICRO, wanted)).isEmpty();
    }

    @Test
    void everyShippedRule_hasADayAndASource() {
        assertThat(TrainingRulesFile.shipped(TODAY))
                .hasSize(5)
                .allMatch(rules -> !rules.sources().isEmpty());
    }

    private static Finding only(List<String> lines, Surroundings surroundings) {
        List<Finding> findings = TrainingLint.findings(lines, MICRO, surroundings).stream()
                .filter(finding -> finding.rule() != Rule.BALANCE)
                .toList();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static List<Rule> rules(List<String> lines, Surroundings surroundings) {
        return TrainingLint.findings(lines, MICRO, surroundings).stream()
                .map(Finding::rule)
                .toList();
    }

    private static TrainingRules taking(boolean tools) {
        return new TrainingRules(
                MICRO.model(),
                MICRO.schemaVersion(),
                MICRO.records(),
                MICRO.mostTokens(),
                MICRO.reserved(),
                tools,
                true,
                TODAY,
                MICRO.sources());
    }

    private static TrainingRules limits(long least, long most, OptionalLong tokens) {
        return new TrainingRules(
                MICRO.model(),
                MICRO.schemaVersion(),
                new TunableBase.RecordLimits(least, most),
                tokens,
                MICRO.reserved(),
                false,
                true,
                TODAY,
                MICRO.sources());
    }

    private static Surroundings known(int records) {
        List<Shown> serving = new ArrayList<>();
        for (int row = 0; row < records; row++) serving.add(new Shown("s", user(row)));
        return new Surroundings(Set.of("label0", "label1"), Optional.of(serving), Optional.empty(), false);
    }

    private static List<String> with(int row, String line) {
        List<String> lines = lines(20);
        lines.set(row, line);
        return lines;
    }

    /** Labels in turn; no two alike. */
    private static List<String> lines(int records) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < records; row++) lines.add(line(row));
        return lines;
    }

    private static String line(int row) {
        return record(row, "").line();
    }

    private static TrainingRecord record(int row, String more) {
        return new TrainingRecord("s", user(row) + more, "label" + row % 2);
    }

    private static String user(int row) {
        return "request number " + row + " about thing " + Integer.toHexString(row * 7919);
    }
}
