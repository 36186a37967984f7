package io.assay.metrics;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * Cycle times in seconds, as a sketch whose quantiles are at most 1 % off (Masson et al. 2019, DDSketch). It keeps every
 * bucket, so that merging gives the same in any order. Not for use by several threads.
 */
final class Cycles {
    private static final double RELATIVE_ACCURACY = 0.01;
    private static final IndexMapping BUCKETS = new LogarithmicMapping(RELATIVE_ACCURACY);

    private final DDSketch sketch;

    Cycles() {
        this(new DDSketch(BUCKETS, UnboundedSizeDenseStore::new));
    }

    private Cycles(DDSketch sketch) {
        this.sketch = sketch;
    }

    /** @param encoded as {@link #encoded} gave it; no bytes: no times */
    static Cycles of(byte[] encoded) {
        if (encoded.length == 0) {
            return new Cycles();
        }
        try {
            return new Cycles(DDSketch.decode(ByteArrayInput.wrap(encoded), UnboundedSizeDenseStore::new, BUCKETS));
        } catch (IOException e) {
            throw new UncheckedIOException("not a sketch of cycle times", e);
        }
    }

    byte[] encoded() {
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(out, true); // all sketches share the buckets
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.trimmedCopy();
    }

    void add(double seconds) {
        sketch.accept(seconds);
    }

    void add(Cycles others) {
        sketch.mergeWith(others.sketch);
    }

    /** @param q in [0, 1] */
    OptionalDouble quantile(double q) {
        return sketch.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sketch.getValueAtQuantile(q));
    }
}
