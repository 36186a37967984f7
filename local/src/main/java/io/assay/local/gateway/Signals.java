package io.assay.local.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners what has just changed, so that pollers can wait for it and need not ask again and again. */
final class Signals {
    private final List<Consumer<String>> queues = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> tables = new CopyOnWriteArrayList<>();

    void onQueueActivity(Consumer<String> listener) {
        queues.add(listener);
    }

    void onTableWrite(Consumer<String> listener) {
        tables.add(listener);
    }

    void succeeded(Call call) {
        for (String queue : call.queuesMoved()) for (Consumer<String> each : queues) each.accept(queue);
        for (String table : call.tablesWritten()) for (Consumer<String> each : tables) each.accept(table);
    }
}
