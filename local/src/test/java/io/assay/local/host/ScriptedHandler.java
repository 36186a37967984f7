package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps each event and answers as the test's script says; the script is of the class, for the host makes the objects. */
public final class ScriptedHandler implements RequestStreamHandler {

    static final List<Map<?, ?>> EVENTS = new CopyOnWriteArrayList<>();
    private static volatile UnaryOperator<Object> script = event -> Map.of();

    /** Forgets the events; {@code script} makes the answer of an event, or throws. */
    static void follow(UnaryOperator<Object> script) {
        EVENTS.clear();
        ScriptedHandler.script = script;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Object received = Objects.requireNonNull(Json.parse(event.readAllBytes()));
        EVENTS.add(map(received));
        answer.write(Json.bytes(script.apply(received)));
    }

    /** Values of one field of the records of an event, with dots going down. */
    static List<Object> records(Object event, String path) {
        return list(map(event).get("Records")).stream()
                .map(record -> Objects.requireNonNull(at(record, path)))
                .toList();
    }

    private static @Nullable Object at(@Nullable Object value, String path) {
        Object found = value;
        for (String name : path.split("\\.", -1)) {
            found = map(found).get(name);
        }
        return found;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<Object> list(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().<Object>map(each -> each).toList();
    }
}
