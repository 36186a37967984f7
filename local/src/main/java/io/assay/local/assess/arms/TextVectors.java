package io.assay.local.assess.arms;

import io.assay.local.services.bedrock.Embeddings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Embeddings and token counts of texts by {@link Embeddings}, each computed once and kept on disk. The file holds no
 * text, only hashes; its vectors still tell something of what was said.
 */
public final class TextVectors {
    private static final String FILE = "all-minilm-l6-v2-q.vectors";

    /** About 77 MB; the entries longest unused leave first. */
    private static final int MOST_KEPT = 50_000;

    private static final int PROGRESS_EVERY = 100;

    /** Told now and then, from several threads but never by two at once, and at the end. */
    public interface Progress {
        Progress NONE = (done, of) -> {};

        /** @param of texts that had to be embedded, at least 1 */
        void embedded(int done, int of);
    }

    /** Embeds texts; called from two threads. */
    public interface Model extends Function<String, Embedded>, AutoCloseable {
        @Override
        void close();
    }

    /** Opens the model, which is not needed where everything is kept. */
    public interface Opening {
        Model open();
    }

    private final Path directory;
    private final Progress progress;
    private final VectorFile file;
    private final Opening opening;

    /** @param directory where the file is, or will be, for example {@code .assay/embeddings} */
    public TextVectors(Path directory, Progress progress) {
        this(directory, progress, Embeddings.fingerprint(), Embeddings.DIMENSIONS, MiniLm::new);
    }

    /**
     * Of another model.
     *
     * @param fingerprint names the model; where it differs, the same text may have another vector
     */
    public TextVectors(Path directory, Progress progress, String fingerprint, int dimensions, Opening opening) {
        this.directory = directory;
        this.progress = progress;
        this.opening = opening;
        file = new VectorFile(directory.resolve(FILE), fingerprint, dimensions);
    }

    /**
     * Every text, embedded.
     *
     * @throws UncheckedIOException if the file can be neither read nor written
     */
    Map<String, Embedded> of(Collection<String> texts) {
        try {
            Map<TextKey, Embedded> kept = file.read();
            Map<String, Embedded> found = new HashMap<>();
            List<String> missing = new ArrayList<>();
            for (String text : new LinkedHashSet<>(texts)) {
                Embedded embedded = kept.get(TextKey.of(text));
                if (embedded == null) missing.add(text);
                else found.put(text, embedded);
            }
            if (!missing.isEmpty()) {
                embed(missing, found);
                file.write(latestFirst(found, kept));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "embeddings cannot be kept in " + directory + ": " + e.getMessage()
                            + "; make it a folder that can be written, or name another",
                    e);
        }
    }

    private void embed(List<String> missing, Map<String, Embedded> found) {
        Embedded[] fresh = new Embedded[missing.size()];
        AtomicInteger done = new AtomicInteger();
        try (Model model = opening.open()) {
            TwoThreads.each(fresh.length, i -> {
                fresh[i] = model.apply(missing.get(i));
                tell(done, fresh.length);
            });
        }
        for (int i = 0; i < fresh.length; i++) found.put(missing.get(i), fresh[i]);
    }

    private synchronized void tell(AtomicInteger done, int of) {
        int now = done.incrementAndGet();
        if (now % PROGRESS_EVERY == 0 || now == of) progress.embedded(now, of);
    }

    private static Map<TextKey, Embedded> latestFirst(Map<String, Embedded> found, Map<TextKey, Embedded> kept) {
        Map<TextKey, Embedded> all = new LinkedHashMap<>();
        found.forEach((text, embedded) -> all.put(TextKey.of(text), embedded));
        for (Map.Entry<TextKey, Embedded> old : kept.entrySet()) {
            if (all.size() >= MOST_KEPT) break;
            all.putIfAbsent(old.getKey(), old.getValue());
        }
        return all;
    }

    /** The local stand-in. */
    private static final class MiniLm implements Model {
        /** Every text is asked for once. */
        private final Embeddings embeddings = new Embeddings(1);

        @Override
        public Embedded apply(String text) {
            return new Embedded(embeddings.of(text), embeddings.tokens(text));
        }

        @Override
        public void close() {
            embeddings.close();
        }
    }
}
