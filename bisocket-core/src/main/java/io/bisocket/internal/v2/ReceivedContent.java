package io.bisocket.internal.v2;

import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.protocol.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a message of the peer, unpacked when it is first looked at. */
final class ReceivedContent implements Incoming {

    private final Content content;
    private final Packing packing;
    private final Runnable onRelease;
    private byte @Nullable [] bytes;

    /**
     * @param onRelease told each time that the consumer says it has taken the content
     */
    ReceivedContent(Content content, Packing packing, Runnable onRelease) {
        this.content = content;
        this.packing = packing;
        this.onRelease = onRelease;
        if (content.compression() == 0) {
            bytes = content.bytes();
        }
    }

    @Override
    public Map<String, String> headers() {
        Headers headers = content.headers();
        if (headers.list().isEmpty()) {
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        headers.list().forEach(header -> map.put(header.name(), header.value()));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public synchronized byte[] bytes() {
        byte[] unpacked = bytes;
        if (unpacked == null) {
            unpacked = packing.unpack(content);
            bytes = unpacked;
        }
        return unpacked;
    }

    @Override
    public int size() {
        return content.bytes().length;
    }

    @Override
    public void release() {
        onRelease.run();
    }
}
