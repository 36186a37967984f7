package io.assay.local.template;

import java.util.List;
import java.util.function.Function;

/**
 * What must hold for every resource of a template.
 *
 * @param name   as a sentence about the template
 * @param breaks the logical ids, or parts, for which it does not hold
 * @param right  text of the template that keeps it, and
 * @param wrong  what breaks it when it stands there instead
 */
record Rule(String name, Function<Deployed, List<String>> breaks, String right, String wrong) {
    @Override
    public String toString() {
        return name;
    }
}
