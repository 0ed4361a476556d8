package io.bisocket.internal.link;

import java.util.Map;

/**
 * What is to be sent.
 *
 * @param method what is called; empty in replies
 * @param payload not copied, so nobody changes it any more
 * @param headers in order; formats without headers refuse any
 */
public record Outgoing(String method, byte[] payload, Map<String, String> headers) {

    /** A call without headers. */
    public static Outgoing call(String method, byte[] payload) {
        return new Outgoing(method, payload, Map.of());
    }

    /** A reply without headers. */
    public static Outgoing reply(byte[] payload) {
        return new Outgoing("", payload, Map.of());
    }
}
