package io.assay.local.gateway.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of a policy document.
 *
 * @param name       its {@code Sid}, else its place in the document
 * @param principals ARNs that a resource policy's statement speaks of, {@code *} for all; empty in a role's own policy
 * @param actions    lower case, for IAM does not mind the case of actions
 */
record Statement(
        String name,
        boolean allow,
        Optional<List<Wildcard>> principals,
        boolean exceptActions,
        List<Wildcard> actions,
        List<String> writtenActions,
        boolean exceptResources,
        List<Wildcard> resources,
        List<Condition> conditions) {

    private static final Set<String> FIELDS =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    /**
     * @param where      role or bucket and place, for messages
     * @param ofResource whether it stands in a resource's policy and so must name principals
     * @throws IllegalArgumentException when it holds what is not understood
     */
    static Statement of(Map<String, Object> source, String where, String place, boolean ofResource) {
        for (String field : source.keySet())
            if (!FIELDS.contains(field))
                throw new IllegalArgumentException(where + ": " + field + " in a statement is not understood");
        if (source.containsKey("Principal") != ofResource)
            throw new IllegalArgumentException(where
                    + (ofResource
                            ? ": a statement of a resource policy needs a Principal"
                            : ": a role's own" + " policy has no Principal"));
        String effect = String.valueOf(source.get("Effect"));
        if (!effect.equals("Allow") && !effect.equals("Deny"))
            throw new IllegalArgumentException(where + ": Effect must be Allow or Deny, not " + effect);
        List<String> actions = either(source, "Action", "NotAction", where);
        List<String> resources = either(source, "Resource", "NotResource", where);
        Object sid = source.get("Sid");
        Object condition = source.get("Condition");
        return new Statement(
                sid == null ? place : sid.toString(),
                effect.equals("Allow"),
                ofResource ? Optional.of(principals(source.getOrDefault("Principal", ""), where)) : Optional.empty(),
                source.containsKey("NotAction"),
                actions.stream()
                        .map(action -> new Wildcard(action.toLowerCase(Locale.ROOT)))
                        .toList(),
                actions,
                source.containsKey("NotResource"),
                resources.stream().map(Wildcard::new).toList(),
                condition == null ? List.of() : Condition.all(condition, where));
    }

    private static List<String> either(Map<String, Object> source, String field, String negation, String where) {
        Object values = source.get(field);
        Object negated = source.get(negation);
        if ((values == null) == (negated == null))
            throw new IllegalArgumentException(where + ": a statement needs " + field + " or " + negation);
        List<String> strings = Policies.strings(values != null ? values : negated, where + " " + field);
        Policies.refuseVariables(strings, where);
        return strings;
    }

    private static List<Wildcard> principals(Object source, String where) {
        if (source.equals("*")) return List.of(new Wildcard("*"));
        Map<String, Object> byKind = Policies.map(source, where + " Principal");
        if (!byKind.keySet().equals(Set.of("AWS")))
            throw new IllegalArgumentException(
                    where + ": only the principals \"*\" and AWS are understood, not " + byKind.keySet());
        return Policies.strings(byKind.get("AWS"), where + " Principal").stream()
                .map(Wildcard::new)
                .toList();
    }

    /** The pairs of action and resource that this statement covers of the access; empty when it does not apply. */
    List<Grant> covers(String role, Access access, Map<String, List<String>> context) {
        List<Grant> pairs = new ArrayList<>();
        String action = access.action().toLowerCase(Locale.ROOT);
        for (String a : matching(exceptActions, actions, writtenActions, action))
            for (String r : matching(exceptResources, resources, writtenResources(), access.resource()))
                pairs.add(new Grant(role, name, a, r));
        return pairs.isEmpty() || !conditions.stream().allMatch(condition -> condition.holds(context))
                ? List.of()
                : pairs;
    }

    /** Every pair that this statement grants. */
    List<Grant> grants(String role) {
        List<Grant> pairs = new ArrayList<>();
        for (String a : exceptActions ? List.of(except(writtenActions)) : writtenActions)
            for (String r : exceptResources ? List.of(except(writtenResources())) : writtenResources())
                pairs.add(new Grant(role, name, a, r));
        return pairs;
    }

    boolean speaksOf(String principalArn) {
        return principals.isEmpty() || principals.get().stream().anyMatch(each -> each.matches(principalArn));
    }

    private List<String> writtenResources() {
        return resources.stream().map(Wildcard::pattern).toList();
    }

    private static List<String> matching(boolean except, List<Wildcard> patterns, List<String> written, String text) {
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) if (patterns.get(i).matches(text)) hits.add(written.get(i));
        if (!except) return hits;
        return hits.isEmpty() ? List.of(except(written)) : List.of();
    }

    private static String except(List<String> written) {
        return "all but " + String.join(", ", written);
    }
}
