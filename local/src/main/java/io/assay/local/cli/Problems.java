package io.assay.local.cli;

import io.assay.core.Fields;
import java.util.List;
import java.util.stream.Collectors;

/** Problem details (RFC 9457) as a person reads them. */
final class Problems {

    private Problems() {}

    /** One line a place, or the detail where there are no places. */
    static String lines(Fields problem) {
        List<Fields> places = problem.map().get("errors") instanceof List<?> ? problem.list("errors") : List.of();
        return places.isEmpty()
                ? "  "
                        + problem.optionalText("detail")
                                .or(() -> problem.optionalText("title"))
                                .orElse("no reason given")
                : places.stream()
                        .map(place -> "  " + place.optionalText("pointer").orElse("") + ": "
                                + place.optionalText("detail").orElse(""))
                        .collect(Collectors.joining("\n"));
    }
}
