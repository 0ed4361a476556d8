package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.internal.compression.LinkMeter;
import io.bisocket.internal.compression.Packed;
import io.bisocket.internal.compression.Packer;
import io.bisocket.internal.compression.Unpacking;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.Header;
import io.bisocket.internal.protocol.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Between the messages of one session as the application has them and as they stand on the wire.
 * Both ways take time, so they are gone on the application's threads. Thread-safe.
 */
final class Packing {

    private final Compression compression;
    private final Unpacking unpacking;
    private final LinkMeter meter = new LinkMeter();
    private volatile Packer packer;

    /**
     * @param compression for messages that say nothing else
     * @param maxMessageSize what a payload may unpack to, in bytes
     */
    Packing(Compression compression, int maxMessageSize) {
        this.compression = compression;
        this.unpacking = new Unpacking(maxMessageSize);
        this.packer = new Packer(compression, Algorithms.NONE, meter);
    }

    /** The peer has said what it unpacks; until then nothing is packed. */
    void peer(Algorithms algorithms) {
        packer = new Packer(compression, algorithms, meter);
    }

    /** What measures the socket on which this side's messages go. */
    LinkMeter meter() {
        return meter;
    }

    /**
     * The content of a message.
     *
     * @throws IllegalArgumentException if the headers cannot be sent; the message says why
     */
    Content pack(Outgoing message) {
        Packed packed = packer.pack(message.payload(), message.compression());
        return new Content(
                headers(message.headers()), packed.algorithm(), packed.rawLength(), packed.bytes());
    }

    /**
     * The payload of a content.
     *
     * @throws io.bisocket.BiSocketException with {@link io.bisocket.ErrorCode#BAD_PAYLOAD}
     */
    byte[] unpack(Content content) {
        return unpacking.unpack(content.compression(), content.rawLength(), content.bytes());
    }

    private static Headers headers(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Headers.NONE;
        }
        List<Header> list = new ArrayList<>(headers.size());
        headers.forEach((name, value) -> list.add(new Header(name, value)));
        return Headers.of(list);
    }
}
