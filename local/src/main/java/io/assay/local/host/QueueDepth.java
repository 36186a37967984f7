package io.assay.local.host;

/**
 * Messages of a queue.
 *
 * @param visible  can be received now
 * @param inFlight were received, and neither deleted nor visible again
 * @param delayed  become visible for the first time later
 */
public record QueueDepth(int visible, int inFlight, int delayed) {

    public int total() {
        return visible + inFlight + delayed;
    }
}
