package io.assay.local.assess.arms;

import io.assay.local.services.bedrock.Tuning;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** What a tuning job of the local stand-in learns: the rehearsal's trained head. */
public final class HeadTuning implements Tuning {
    private final Files files;

    /** Where training files are. */
    public interface Files {
        byte[] at(URI address) throws IOException;
    }

    public HeadTuning(Files files) {
        this.files = files;
    }

    @Override
    public byte[] file(URI address) throws IOException {
        return files.at(address);
    }

    @Override
    public Tuned train(List<float[]> vectors, List<String> answers) {
        List<String> labels = answers.stream().distinct().sorted().toList();
        int rows = vectors.size();
        EmbeddedCases cases = new EmbeddedCases(
                vectors.toArray(float[][]::new),
                new int[rows],
                answers.stream().mapToInt(labels::indexOf).toArray(),
                labels,
                new int[labels.size()],
                0);
        TrainedHead.Head head =
                new TrainedHead(cases).trained(IntStream.range(0, rows).toArray());
        return vector -> labels.get(head.label(vector));
    }
}
