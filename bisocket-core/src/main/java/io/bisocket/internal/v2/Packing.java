package io.bisocket.internal.v2;

import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.Header;
import io.bisocket.internal.protocol.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Between payloads as the application has them and as they stand on the wire. Both ways cost time,
 * so they are gone on the application's threads. Thread-safe.
 */
interface Packing {

    /**
     * The content of a message.
     *
     * @throws IllegalArgumentException if the headers cannot be sent; the message says why
     */
    Content pack(Outgoing message);

    /**
     * The payload of a content.
     *
     * @throws io.bisocket.BiSocketException with {@link io.bisocket.ErrorCode#BAD_PAYLOAD}
     */
    byte[] unpack(Content content);

    /** The algorithms that the peer unpacks; until it has said so, none. */
    void peer(Algorithms algorithms);

    /** Headers as they stand on the wire. */
    static Headers headers(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Headers.NONE;
        }
        List<Header> list = new ArrayList<>(headers.size());
        headers.forEach((name, value) -> list.add(new Header(name, value)));
        return Headers.of(list);
    }
}
