package io.bisocket.spring.handler;

import io.bisocket.Request;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * A request as a message of Spring's. Immutable.
 *
 * @param request the request
 * @param payload its payload; not a copy
 * @param headers its headers
 */
record RequestMessage(Request request, byte[] payload, MessageHeaders headers)
        implements Message<byte[]> {

    static RequestMessage of(Request request) {
        return new RequestMessage(request, request.bytes(), RequestHeaders.of(request));
    }

    @Override
    public byte[] getPayload() {
        return payload;
    }

    @Override
    public MessageHeaders getHeaders() {
        return headers;
    }

    @Override
    public String toString() {
        return "a message of %d bytes, headers=%s".formatted(payload.length, headers);
    }
}
