package io.assay.local.host;

import io.assay.local.gateway.iam.Access;
import io.assay.local.gateway.iam.Decision;
import io.assay.local.gateway.iam.Permissions;
import io.assay.local.template.Stack;
import java.util.List;

/**
 * Lambda writes a function's log under the function's role and says nothing when it may not: the log just stays empty.
 * Here that is an error, so that it shows before the log is missed.
 */
record LogPermissions(Stack stack, Permissions permissions) {

    private static final List<String> ACTIONS = List.of("logs:CreateLogStream", "logs:PutLogEvents");

    /** @throws IllegalStateException naming the role and the action that it lacks */
    void check() {
        for (Stack.Function function : stack.functions()) {
            String log = "arn:aws:logs:" + stack.region() + ":" + stack.account() + ":log-group:" + function.logGroup()
                    + ":log-stream:local";
            for (String action : ACTIONS) {
                switch (permissions.decide(function.role(), new Access(action, log))) {
                    case Decision.Allowed allowed -> {}
                    case Decision.Refused refused ->
                        throw new IllegalStateException("template: role " + function.role() + " of "
                                + function.logicalId() + " lacks " + action + " on " + log
                                + ": its log would stay empty");
                }
            }
        }
    }
}
