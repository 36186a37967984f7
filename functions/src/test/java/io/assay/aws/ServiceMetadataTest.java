package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The artefact leaves out what the SDK knows of 400 services: for those we call it must come to the same. */
class ServiceMetadataTest {
    private static final List<String> CALLED =
            List.of("bedrock-runtime", "codedeploy", "dynamodb", "lambda", "s3", "secretsmanager", "sqs");

    @Test
    void theSdksOwnMetadata_isNotThere() {
        assertThat(ServiceMetadata.of("dynamodb").getClass().getSimpleName()).isEqualTo("DefaultServiceMetadata");
    }

    @Test
    void everyServiceWeCall_isSignedForAndFoundWhereTheSdkWouldFindIt() throws Exception {
        Map<String, String> ours = new TreeMap<>();
        Map<String, String> theSdks = new TreeMap<>();
        try (URLClassLoader sdk = withoutOurClasses()) {
            Class<?> metadata = sdk.loadClass(ServiceMetadata.class.getName());
            Class<?> region = sdk.loadClass(Region.class.getName());
            for (String service : CALLED) {
                Object known = metadata.getMethod("of", String.class).invoke(null, service);
                for (Region each : Region.regions()) {
                    if (each.isGlobalRegion()) continue; // nobody deploys a stack there
                    Object same = region.getMethod("of", String.class).invoke(null, each.id());
                    String key = service + " " + each;
                    ours.put(
                            key,
                            ServiceMetadata.of(service).signingRegion(each) + " "
                                    + ServiceMetadata.of(service).endpointFor(each));
                    theSdks.put(
                            key,
                            metadata.getMethod("signingRegion", region).invoke(known, same) + " "
                                    + metadata.getMethod("endpointFor", region).invoke(known, same));
                }
            }
        }
        // The older name of the same place, and only where the rules for S3's endpoints do not name one.
        theSdks.replace("s3 us-east-1", "us-east-1 s3.amazonaws.com", "us-east-1 s3.us-east-1.amazonaws.com");
        assertThat(ours).isEqualTo(theSdks).hasSizeGreaterThan(200);
    }

    private static URLClassLoader withoutOurClasses() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) jars.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
