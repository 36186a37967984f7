package io.assay.sweeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.InputStream;
import java.io.OutputStream;

/** Every minute → reminders, and messages sent anew. */
public final class SweeperHandler implements RequestStreamHandler {
    private final Sweeper sweeper;

    public SweeperHandler() {
        this(Wiring.fromEnvironment().sweeper());
    }

    SweeperHandler(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        sweeper.tick();
    }
}
