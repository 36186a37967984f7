package io.assay.local.cli;

import io.assay.core.Fields;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bench's workflow and cases: the sample workflow with a threshold that every answer reaches and no quality sample, so
 * that each case goes the whole automated way, no critical label, and with label descriptions as long as a large model needs them; inputs of
 * about 1 KiB with each kind of field that is normalised and masked.
 */
final class BenchCases {
    static final String WORKFLOW = "bench";

    /** None of them meets an override rule. */
    private static final List<String> MESSAGES = List.of(
            "My parcel was due on Tuesday and the tracking has not changed since. Could you find out where it is?",
            "The invoice of this month is higher than the last one. Please explain the charge for the second device.",
            "I would like to return the door sensor, it does not fit our door. How do I send it back?",
            "The camera in the hall goes offline every evening, although the router is in the same room.",
            "I have forgotten my password and the email for a new one does not arrive, not even as spam.",
            "Please cancel my subscription at the end of the month and confirm the date by email.",
            "The courier says the box was handed over, but nobody at our address has received it.",
            "After the last update the app closes as soon as I open the list of devices.");

    /** Makes the input about 1 KiB, as a message with a signature and a quoted reply is. */
    private static final String QUOTED =
            " Kind regards. On Monday the support desk wrote: thank you for your message, we"
                    + " are looking into it and will come back to you within two working days. If you have further details, such"
                    + " as photos, the serial number that is printed on the back of the device, or the number of your order,"
                    + " please answer this message and leave the subject as it is, so that we can find it again. Your support"
                    + " desk at Larkfield, open Monday to Friday from eight to six. ";

    private static final int PHRASES = 3;

    private BenchCases() {}

    static Map<String, Object> workflow(Path sample) {
        Map<String, Object> document = new HashMap<>(CaseLines.document(sample));
        document.put("workflow", WORKFLOW);
        Map<String, Object> policy =
                new HashMap<>(new Fields(document).fields("policy").map());
        policy.put("threshold", Map.of("declared", 0.01, "by", "bench"));
        policy.put("qualitySample", 0.0);
        document.put("policy", policy);
        document.put(
                "labels",
                new Fields(document)
                        .list("labels").stream()
                                .map(label -> Map.of(
                                        "name", label.text("name"),
                                        "description", beginning(label.text("description")),
                                        "critical", false))
                                .toList());
        return document;
    }

    /** The sample's descriptions are lists of phrases, which its small stand-in model lives on. */
    private static String beginning(String description) {
        return Arrays.stream(description.split(";", -1)).limit(PHRASES).collect(Collectors.joining(";"));
    }

    static Map<String, Object> input(int number) {
        return Map.ofEntries(
                Map.entry("subject", "About my order"),
                Map.entry("message", MESSAGES.get(number % MESSAGES.size()) + QUOTED),
                Map.entry("channel", "email"),
                Map.entry("customerName", "Alex Example"),
                Map.entry("customerEmail", "alex.example+" + number + "@example.com"),
                Map.entry("customerPhone", "020 7946 0" + String.format(Locale.ROOT, "%03d", number % 1000)),
                Map.entry("iban", "GB82 WEST 1234 5698 7654 32"),
                Map.entry("country", "GB"),
                Map.entry("language", "en"),
                Map.entry("amount", "49.90 GBP"),
                Map.entry("occurredOn", "2026-11-02"),
                Map.entry("orderNumber", "LF-" + String.format(Locale.ROOT, "%06d", number % 1_000_000)));
    }
}
