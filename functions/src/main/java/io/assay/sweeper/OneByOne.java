package io.assay.sweeper;

import io.assay.core.UnknownEventVersion;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work over things of which one that fails must not keep the others from their turn. */
final class OneByOne {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private OneByOne() {}

    /** @return how many failed; the log says which and why */
    static <T> int each(List<T> things, Consumer<T> work) {
        int failed = 0;
        for (T thing : things) {
            try {
                work.accept(thing);
            } catch (UnknownEventVersion newer) {
                LOG.info("{} is left to a release that reads it: {}", thing, newer.getMessage());
            } catch (RuntimeException failure) {
                LOG.error("{} could not be swept", thing, failure);
                failed++;
            }
        }
        return failed;
    }
}
