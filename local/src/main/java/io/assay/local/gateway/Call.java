package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import java.util.List;
import java.util.Set;

/**
 * A request, understood.
 *
 * @param operation     as the service's API calls it
 * @param needs         what a role must be allowed; all of it
 * @param known         false: the gateway does not know the operation, so only the administrator may
 * @param tablesWritten names of the tables that a success has written to
 * @param queuesMoved   names of the queues in which a success has put a message, or made one visible
 * @param answer        how the answer must be rewritten before it leaves
 */
record Call(
        Service service,
        String operation,
        List<Access> needs,
        boolean known,
        Set<String> tablesWritten,
        Set<String> queuesMoved,
        Rewrite answer) {

    static Call of(Service service, String operation, List<Access> needs) {
        return new Call(service, operation, needs, true, Set.of(), Set.of(), Rewrite.NONE);
    }

    static Call unknown(Service service, String operation) {
        return new Call(service, operation, List.of(), false, Set.of(), Set.of(), Rewrite.NONE);
    }

    Call byPlainHttp() {
        List<Access> plain = needs.stream().map(Access::byPlainHttp).toList();
        return new Call(service, operation, plain, known, tablesWritten, queuesMoved, answer);
    }

    Call writing(Set<String> tables) {
        return new Call(service, operation, needs, known, tables, queuesMoved, answer);
    }

    Call moving(Set<String> queues) {
        return new Call(service, operation, needs, known, tablesWritten, queues, answer);
    }

    Call answering(Rewrite rewrite) {
        return new Call(service, operation, needs, known, tablesWritten, queuesMoved, rewrite);
    }
}
