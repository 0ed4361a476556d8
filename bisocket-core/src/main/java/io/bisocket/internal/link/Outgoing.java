package io.bisocket.internal.link;

import io.bisocket.Compression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param method what is called; empty in replies
 * @param payload not copied, so nobody changes it any more
 * @param headers in order; formats without headers refuse any
 * @param compression how the payload is compressed; null for what the session does otherwise
 */
public record Outgoing(
        String method,
        byte[] payload,
        Map<String, String> headers,
        @Nullable Compression compression) {

    /** A message that says nothing of compression. */
    public Outgoing(String method, byte[] payload, Map<String, String> headers) {
        this(method, payload, headers, null);
    }

    /** The same message with these headers instead, which nobody changes any more. */
    public Outgoing withHeaders(Map<String, String> others) {
        return new Outgoing(method, payload, others, compression);
    }

    /** A call without headers. */
    public static Outgoing call(String method, byte[] payload) {
        return new Outgoing(method, payload, Map.of());
    }

    /** A reply without headers. */
    public static Outgoing reply(byte[] payload) {
        return reply(payload, null);
    }

    /** A reply without headers, compressed like this. */
    public static Outgoing reply(byte[] payload, @Nullable Compression compression) {
        return new Outgoing("", payload, Map.of(), compression);
    }
}
