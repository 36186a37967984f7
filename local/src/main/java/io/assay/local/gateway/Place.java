package io.assay.local.gateway;

/**
 * Where in the functions' work something happens, the same in every run.
 *
 * @param caller    logical id of the function's role
 * @param operation as the service's API calls it, or what the host does: {@value Point#ACKNOWLEDGE}, {@value Point#DELIVER}
 * @param target    name of the table, queue, bucket, model or secret; of an answer by HTTP the route
 * @param kind      type of the event that is appended; else empty
 */
public record Place(String caller, String operation, String target, String kind) {
    @Override
    public String toString() {
        return caller + " " + operation + " " + target + (kind.isEmpty() ? "" : " " + kind);
    }
}
