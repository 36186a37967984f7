package io.assay.local.assess.bedrock;

import io.assay.local.assess.arms.HeadTuning;
import io.assay.local.services.ObjectStore;
import io.assay.local.services.bedrock.BedrockEndpoint;
import io.assay.local.services.bedrock.Embeddings;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The local Bedrock, and an S3 where its tuning jobs find their files. */
public final class StandIn implements AutoCloseable {
    public static final String BUCKET = "training";
    public static final String ROLE = "arn:aws:iam::123456789012:role/tuning";

    private final Embeddings embeddings = new Embeddings(5_000);
    private final ObjectStore store = ObjectStore.start(
            List.of(new Stack.Bucket("Training", BUCKET, "arn:aws:s3:::" + BUCKET, false, Optional.empty(), Map.of())),
            Clock.systemUTC(),
            Optional.empty(),
            0);
    private final BedrockEndpoint endpoint;
    private final S3Client files;

    public StandIn() throws IOException {
        endpoint = BedrockEndpoint.start(embeddings, new HeadTuning(this::file), Clock.systemUTC(), 0);
        files = reach().files();
    }

    public BedrockEndpoint bedrock() {
        return endpoint;
    }

    public URI storage() {
        return store.endpoint();
    }

    public Reach reach() {
        return new Reach("us-east-1", Optional.of(endpoint.uri()), Optional.of(store.endpoint()));
    }

    private byte[] file(URI address) throws IOException {
        try {
            return files.getObjectAsBytes(request -> request.bucket(address.getHost())
                            .key(address.getPath().substring(1)))
                    .asByteArray();
        } catch (SdkException e) {
            throw new IOException("no such training file: " + address, e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
        files.close();
        store.close();
        embeddings.close();
    }
}
