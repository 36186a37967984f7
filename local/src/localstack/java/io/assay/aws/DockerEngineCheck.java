package io.assay.aws;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** Goes before the others, which would each fail for want of the engine, at length. */
class DockerEngineCheck {

    /** One sentence and nothing else: where it comes from helps nobody. */
    private static final class NoDockerEngine extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoDockerEngine() {
            super(
                    "No Docker engine answers, and LocalStack runs in Docker: start one, or name it in DOCKER_HOST, and run"
                            + " mvn -Plocalstack verify again.",
                    null,
                    false,
                    false);
        }
    }

    @Test
    void answers() {
        // It would list every place where it looked, before the sentence.
        Configurator.setLevel("org.testcontainers", Level.OFF);
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new NoDockerEngine();
        }
    }
}
