package io.assay.local.services.bedrock;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size that forgets what was used least recently. Not thread-safe: callers lock it. */
final class Lru<K, V> extends LinkedHashMap<K, V> {
    @Serial
    private static final long serialVersionUID = 1;

    private final int capacity;

    Lru(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
