package io.assay.privacy;

import io.assay.core.Sealer;

/** Keeps the sealed part as it is: protected by the table's own encryption and access rights alone. */
public final class PassThroughSealer implements Sealer {

    @Override
    public byte[] seal(String stream, int seq, byte[] plain) {
        return plain.clone();
    }

    @Override
    public byte[] open(String stream, int seq, byte[] sealed) {
        return sealed.clone();
    }
}
