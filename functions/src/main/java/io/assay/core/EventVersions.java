package io.assay.core;

/**
 * The event shapes that a release knows. Readers come first: a release may read a version before any release writes it,
 * so that during a roll-out old and new code run side by side.
 *
 * @param read    newest version that is understood; what is newer is left to a newer release
 * @param written version of what is appended, at most {@code read}
 */
public record EventVersions(int read, int written) {
    /** Of this release. */
    public static final EventVersions CURRENT = new EventVersions(1, 1);

    public EventVersions {
        if (written < 1 || written > read) {
            throw new IllegalArgumentException(
                    "a release that reads versions up to " + read + " cannot write version " + written);
        }
    }
}
