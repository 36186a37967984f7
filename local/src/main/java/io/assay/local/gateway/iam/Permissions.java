package io.assay.local.gateway.iam;

import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a role of the stack may do something, and which of its permissions were ever used. Evaluated as IAM does: an
 * explicit deny wins wherever it stands, else within one account either policy's allow is enough, and from another
 * account both must allow, else refused.
 */
public final class Permissions {
    private final String account;
    private final Map<String, Stack.Role> roles;
    private final Map<String, List<Statement>> byRole = new HashMap<>();
    private final Map<String, List<Statement>> byBucketArn = new HashMap<>();
    private final Set<Grant> used = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> usedActions = new ConcurrentHashMap<>();
    private final Set<Grant> withdrawn = ConcurrentHashMap.newKeySet();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /** @throws IllegalArgumentException when a policy holds an operator, key, field or variable not understood */
    public Permissions(Stack stack) {
        account = stack.account();
        roles = stack.roles().stream().collect(Collectors.toUnmodifiableMap(Stack.Role::logicalId, role -> role));
        for (Stack.Role role : stack.roles())
            byRole.put(
                    role.logicalId(), Policies.statements(role.policyDocuments(), "role " + role.logicalId(), false));
        for (Stack.Bucket bucket : stack.buckets())
            if (!bucket.policy().isEmpty())
                byBucketArn.put(
                        bucket.arn(),
                        Policies.statements(List.of(bucket.policy()), "policy of bucket " + bucket.logicalId(), true));
    }

    /**
     * Decides, and remembers the grants that were used.
     *
     * @param role logical id
     * @throws IllegalArgumentException when the stack has no such role
     */
    public Decision decide(String role, Access access) {
        return decide(role, account, access);
    }

    /**
     * As {@link #decide(String, Access)}, for a principal that may be of another account and have the same policies there.
     *
     * @param from the account of who asks
     */
    public Decision decide(String role, String from, Access access) {
        Stack.Role own = roles.get(role);
        if (own == null) throw new IllegalArgumentException("the stack has no role " + role);
        String principal = own.arn().replace(":" + account + ":", ":" + from + ":");
        Map<String, List<String>> context = context(principal, from, access);
        List<Grant> by = new ArrayList<>();
        List<Grant> missed = new ArrayList<>();
        for (Statement statement : byRole.getOrDefault(role, List.of())) {
            List<Grant> pairs = statement.covers(role, access, context);
            if (pairs.isEmpty()) continue;
            if (!statement.allow()) return new Decision.Refused(Decision.Why.IDENTITY_DENIES);
            pairs.forEach(pair -> (withdrawn.contains(pair) ? missed : by).add(pair));
        }
        boolean byResource = false;
        for (Statement statement : ofBucket(access.resource())) {
            if (!statement.speaksOf(principal)
                    || statement.covers(role, access, context).isEmpty()) continue;
            if (!statement.allow()) return new Decision.Refused(Decision.Why.RESOURCE_DENIES);
            byResource = true;
        }
        Optional<Decision.Why> refused = refused(!by.isEmpty(), byResource, from.equals(account));
        if (refused.isPresent()) {
            watches.forEach(watch -> watch.refusals.add(new Refusal(role, access, missed)));
            return new Decision.Refused(refused.get());
        }
        used.addAll(by);
        watches.forEach(watch -> watch.used.addAll(by));
        usedActions.computeIfAbsent(role, key -> ConcurrentHashMap.newKeySet()).add(access.action());
        return new Decision.Allowed(by);
    }

    /**
     * Takes a grant away, as if the template had never given it.
     *
     * @throws IllegalArgumentException when no role has it
     */
    public void withdraw(Grant grant) {
        if (!grants().contains(grant)) throw new IllegalArgumentException("no role of the stack has " + grant);
        withdrawn.add(grant);
    }

    /** Gives a grant back that was withdrawn. */
    public void restore(Grant grant) {
        withdrawn.remove(grant);
    }

    /** Notes, until it is closed, what is used and what no policy allows. */
    public Watch watch() {
        Watch watch = new Watch();
        watches.add(watch);
        return watch;
    }

    /** A request that no policy allows; {@code withdrawn} lists the grants that would have allowed it. */
    public record Refusal(String role, Access access, List<Grant> withdrawn) {
        public Refusal {
            withdrawn = List.copyOf(withdrawn);
        }

        @Override
        public String toString() {
            return role + " may not " + access.action() + " on " + access.resource();
        }
    }

    /** What one stretch of time used and was refused. */
    public final class Watch implements AutoCloseable {
        private final Set<Grant> used = ConcurrentHashMap.newKeySet();
        private final List<Refusal> refusals = new CopyOnWriteArrayList<>();

        private Watch() {}

        public Set<Grant> used() {
            return Set.copyOf(used);
        }

        public List<Refusal> refusals() {
            return List.copyOf(refusals);
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /** Whether any condition looks at the key; {@code key} in lower case. */
    public boolean asksFor(String key) {
        return Stream.concat(byRole.values().stream(), byBucketArn.values().stream())
                .flatMap(List::stream)
                .flatMap(statement -> statement.conditions().stream())
                .anyMatch(condition -> condition.key().equals(key));
    }

    /** The actions that the role was allowed and used so far. */
    public Set<String> usedActions(String role) {
        return new TreeSet<>(usedActions.getOrDefault(role, Set.of()));
    }

    /** Every pair of action and resource that a role grants, in the template's order. */
    public List<Grant> grants() {
        return roles.keySet().stream()
                .sorted()
                .flatMap(role -> byRole.getOrDefault(role, List.of()).stream()
                        .filter(Statement::allow)
                        .flatMap(statement -> statement.grants(role).stream()))
                .toList();
    }

    /** The pairs that nothing has used so far. */
    public List<Grant> unusedGrants() {
        return grants().stream().filter(grant -> !used.contains(grant)).toList();
    }

    private static Optional<Decision.Why> refused(boolean byIdentity, boolean byResource, boolean sameAccount) {
        if (byIdentity) {
            return sameAccount || byResource ? Optional.empty() : Optional.of(Decision.Why.NO_RESOURCE_ALLOWS);
        }
        return sameAccount && byResource ? Optional.empty() : Optional.of(Decision.Why.NO_IDENTITY_ALLOWS);
    }

    private Map<String, List<String>> context(String principal, String from, Access access) {
        Map<String, List<String>> context = new HashMap<>(access.context());
        // The gateway stands for the TLS endpoints of AWS, so a request came by TLS unless it says otherwise.
        context.putIfAbsent(Access.SECURE_TRANSPORT, List.of("true"));
        context.put("aws:resourceaccount", List.of(account));
        context.put("aws:principalaccount", List.of(from));
        context.put("aws:principalarn", List.of(principal));
        return context;
    }

    private List<Statement> ofBucket(String resource) {
        if (byBucketArn.isEmpty() || !resource.startsWith("arn:aws:s3:::")) return List.of();
        int slash = resource.indexOf('/');
        return byBucketArn.getOrDefault(slash < 0 ? resource : resource.substring(0, slash), List.of());
    }
}
