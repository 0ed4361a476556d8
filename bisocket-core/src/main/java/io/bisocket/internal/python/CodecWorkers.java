package io.bisocket.internal.python;

import io.bisocket.internal.session.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Where frames are encoded and decoded that are too heavy for an event loop: as many threads as
 * there are cores, for the whole process, so that only so many bz2 blocks are in memory at once.
 * Each socket has at most one frame of either direction here.
 */
final class CodecWorkers {

    private static final Executor SHARED =
            DaemonThreads.pool(
                    "bisocket-codec",
                    Runtime.getRuntime().availableProcessors(),
                    Duration.ofSeconds(30));

    private CodecWorkers() {}

    static Executor shared() {
        return SHARED;
    }
}
