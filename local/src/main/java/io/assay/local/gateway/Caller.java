package io.assay.local.gateway;

import io.assay.local.template.Stack;

/** Who asks, as the access key says. */
public sealed interface Caller {
    /** The host's own set-up, the command line and the tests: everything is allowed. */
    record Administrator() implements Caller {
        static final String NAME = "administrator";

        @Override
        public String name() {
            return NAME;
        }
    }

    /**
     * A function under its role.
     *
     * @param account twelve digits; another than the stack's: a role there with the same policies
     * @param session the session's name, which Lambda sets to the function's name
     */
    record Assumed(Stack.Role role, String account, String session) implements Caller {
        String sessionArn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + session;
        }

        @Override
        public String name() {
            return role.logicalId();
        }
    }

    /** The role's logical id, or {@code administrator}: what counts and fault rules call the caller. */
    String name();
}
