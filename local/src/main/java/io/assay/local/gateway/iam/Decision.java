package io.assay.local.gateway.iam;

import java.util.List;

/** What the policies say to one {@link Access}. */
public sealed interface Decision {
    /** Allowed; {@code by} lists every grant of the role that covers it, and is empty when only a bucket policy does. */
    record Allowed(List<Grant> by) implements Decision {
        public Allowed {
            by = List.copyOf(by);
        }
    }

    /** Refused. */
    record Refused(Why why) implements Decision {}

    /** Why a request is refused, in the words that AWS puts behind its message. */
    enum Why {
        NO_IDENTITY_ALLOWS("because no identity-based policy allows the %s action"),
        NO_RESOURCE_ALLOWS("because no resource-based policy allows the %s action"),
        IDENTITY_DENIES("with an explicit deny in an identity-based policy"),
        RESOURCE_DENIES("with an explicit deny in a resource-based policy");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** The end of the sentence "User … is not authorized to perform … on resource …". */
        public String words(String action) {
            return words.replace("%s", action);
        }
    }
}
