package io.bisocket.internal.protocol;

/**
 * What each side states when a socket is attached.
 *
 * @param lastReceived the last sequence received on this role's direction; 0 from its sender
 * @param grants for this role's direction; none from its sender
 * @param maxMessageSize the largest message that this side accepts, in bytes
 * @param maxPartialMessages how many messages may be incomplete at once
 * @param algorithms the compression algorithms that this side unpacks, by number; fixed for the
 *     session
 */
public record Terms(
        long lastReceived,
        Grants grants,
        int maxMessageSize,
        int maxPartialMessages,
        Algorithms algorithms) {}
