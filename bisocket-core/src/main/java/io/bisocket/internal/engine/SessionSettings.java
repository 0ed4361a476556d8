package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Algorithms;

/**
 * What one side of a session allows. Sizes are in bytes.
 *
 * @param recordSize records are filled up to this, or three times as much where only large messages
 *     wait; messages that cost no more than this are small: they go whole, and are charged in
 *     messages alone. Both ends must have the same; only tests have another than the default
 * @param windowMessages how many messages of a credit class may be on their way or waiting
 * @param windowBytes the same for the large ones among them, in bytes of cost
 * @param maxMessageSize the largest payload accepted, as it stands on the wire
 * @param maxPartialMessages how many messages may be incomplete at once
 * @param maxRunning how many handlers may run at once
 * @param maxOutbox what may wait for the peer in each credit class; a single message always may
 * @param answersPause no handler starts while more bytes of answers wait for the peer
 * @param timings the times
 * @param algorithms the compression algorithms that this side unpacks
 */
public record SessionSettings(
        int recordSize,
        int windowMessages,
        long windowBytes,
        int maxMessageSize,
        int maxPartialMessages,
        int maxRunning,
        long maxOutbox,
        long answersPause,
        Timings timings,
        Algorithms algorithms) {

    private static final int MIB = 1024 * 1024;

    /** What holds where nothing else is set. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                16_384,
                256,
                4 * MIB,
                16 * MIB,
                32,
                256,
                16 * MIB,
                4 * MIB,
                Timings.defaults(),
                Algorithms.NONE);
    }
}
