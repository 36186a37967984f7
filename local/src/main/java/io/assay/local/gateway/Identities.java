package io.assay.local.gateway;

import io.assay.local.template.Stack;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The access keys of the local stack: one for the administrator, one for each role, which is the host's when it polls
 * for a function, and one for each instance of a function. A key is its owner's name, so that a request can be read; the
 * signature is not verified, for nothing outside this machine reaches the gateway.
 */
public final class Identities {
    /** Everything is allowed under this key. */
    public static final String ADMINISTRATOR_KEY = "AKIAADMINISTRATOR";

    /** The secret that goes with every key; any other works as well. */
    public static final String SECRET = "local";

    private final Map<String, Caller> byKey = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();

    Identities(Stack stack) {
        byKey.put(ADMINISTRATOR_KEY, new Caller.Administrator());
        for (Stack.Role role : stack.roles()) {
            String session = stack.functions().stream()
                    .filter(function -> function.role().equals(role.logicalId()))
                    .map(Stack.Function::name)
                    .findFirst()
                    .orElse(role.name());
            byKey.put(key(role.logicalId()), new Caller.Assumed(role, stack.account(), session));
        }
    }

    /**
     * The access key under which the host works for a function.
     *
     * @param role logical id
     * @throws IllegalArgumentException when the stack has no such role
     */
    public String accessKeyOf(String role) {
        String key = key(role);
        if (!byKey.containsKey(key)) throw new IllegalArgumentException("the stack has no role " + role);
        return key;
    }

    /**
     * A new access key for one instance of a function.
     *
     * @param role logical id
     * @throws IllegalArgumentException when the stack has no such role
     */
    public String issue(String role) {
        Caller caller = byKey.get(accessKeyOf(role));
        String key = key(role) + "Z" + issued.incrementAndGet();
        byKey.put(key, caller);
        return key;
    }

    /**
     * The access key of somebody in another account, where they may do what the role's own policies allow.
     *
     * @param role    logical id
     * @param account twelve digits
     */
    String accessKeyAbroad(Stack.Role role, String account) {
        String key = key(role.logicalId()) + "Z" + account;
        byKey.put(key, new Caller.Assumed(role, account, "visitor"));
        return key;
    }

    /** From now on nothing that is asked under the key of an instance has an effect. */
    void kill(String accessKey) {
        dead.add(accessKey);
        byKey.remove(accessKey);
    }

    boolean isDead(String accessKey) {
        return dead.contains(accessKey);
    }

    Optional<Caller> caller(String accessKey) {
        return Optional.ofNullable(byKey.get(accessKey));
    }

    // Logical ids are letters and digits, and DynamoDB Local takes no other character in a key.
    private static String key(String role) {
        return "ASIA" + role;
    }
}
