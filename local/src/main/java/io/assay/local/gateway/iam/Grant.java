package io.assay.local.gateway.iam;

/**
 * One pair that an Allow statement grants: what a test calls a permission.
 *
 * @param role      logical id of the role
 * @param statement the statement's {@code Sid}, else its place, such as {@code policy 1 statement 2}
 * @param action    the action, or its pattern, as the template writes it
 * @param resource  the resource, or its pattern, as the template writes it
 */
public record Grant(String role, String statement, String action, String resource) {}
