package io.bisocket.internal.protocol;

/**
 * Answers a {@link Ping}.
 *
 * @param token the ping's
 */
public record Pong(long token) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.PONG;
    }
}
