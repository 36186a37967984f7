package io.assay.core;

/** Protects the sealed part of an event at rest. */
public interface Sealer {

    /** @param plain canonical JSON of the sealed part */
    byte[] seal(String stream, int seq, byte[] plain);

    /** What {@link #seal} was given. */
    byte[] open(String stream, int seq, byte[] sealed);
}
