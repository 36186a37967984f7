package io.assay.local.services.bedrock;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** How the endpoint's tuning jobs get their file and learn from it. */
public interface Tuning {

    /**
     * A training file.
     *
     * @param address {@code s3://bucket/key}
     * @throws IOException saying why it cannot be read
     */
    byte[] file(URI address) throws IOException;

    /**
     * Learns.
     *
     * @param vectors of the cases, one a record, at least one
     * @param answers one a record
     */
    Tuned train(List<float[]> vectors, List<String> answers);

    /** What came of it. */
    interface Tuned {

        /** The answer to a case's vector. */
        String answer(float[] vector);
    }
}
