package io.bisocket.internal.protocol;

/**
 * Asks for a {@link Pong} on the same socket.
 *
 * @param token comes back as it is
 */
public record Ping(long token) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.PING;
    }
}
