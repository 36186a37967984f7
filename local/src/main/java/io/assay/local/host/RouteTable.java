package io.assay.local.host;

import io.assay.local.template.Stack.EventSource.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of an HTTP API. The most specific wins, segment by segment: fixed text before a variable, a variable before
 * the greedy <code>{proxy+}</code>; then a method before {@code ANY}.
 */
final class RouteTable {

    /** A route and the function behind it. */
    record Entry(Route route, String function) {
        /** For example {@code GET /cases/{id}}. */
        String key() {
            return route.method() + " " + route.path();
        }

        private List<String> segments() {
            return RouteTable.segments(route.path());
        }

        /** Sorts before every less specific entry. */
        private String rank() {
            StringBuilder rank = new StringBuilder();
            for (String segment : segments()) {
                rank.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
            }
            return rank.append(route.method().equals("ANY") ? '1' : '0').toString();
        }
    }

    /** @param pathParameters decoded */
    record Match(Entry entry, Map<String, String> pathParameters) {}

    private final List<Entry> entries;

    RouteTable(List<Entry> entries) {
        this.entries =
                entries.stream().sorted(Comparator.comparing(Entry::rank)).toList();
    }

    /** @param path as it was sent, still percent-encoded */
    Optional<Match> match(String method, String path) {
        List<String> sent = segments(path);
        for (Entry entry : entries) {
            if (entry.route().method().equals(method) || entry.route().method().equals("ANY")) {
                Optional<Map<String, String>> parameters = parameters(entry.segments(), sent);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(entry, parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> parameters(List<String> pattern, List<String> sent) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (isGreedy(segment)) {
                if (i >= sent.size()) {
                    return Optional.empty();
                }
                String rest = String.join("/", sent.subList(i, sent.size()));
                parameters.put(segment.substring(1, segment.length() - 2), decoded(rest));
                return Optional.of(parameters);
            }
            if (i >= sent.size()) {
                return Optional.empty();
            }
            if (isVariable(segment)) {
                if (sent.get(i).isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(segment.substring(1, segment.length() - 1), decoded(sent.get(i)));
            } else if (!segment.equals(decoded(sent.get(i)))) {
                return Optional.empty();
            }
        }
        return pattern.size() == sent.size() ? Optional.of(parameters) : Optional.empty();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        if (!segments.isEmpty() && segments.getFirst().isEmpty()) {
            segments.removeFirst();
        }
        return segments;
    }

    /** Percent-decoding of a path: a plus is a plus. */
    static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
