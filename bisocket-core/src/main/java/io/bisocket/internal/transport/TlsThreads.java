package io.bisocket.internal.transport;

import io.bisocket.internal.session.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Where certificates are signed and checked, which takes milliseconds and may ask others over the
 * network: as many threads as there are cores, for the whole process. Each connection has at most
 * one task here.
 */
final class TlsThreads {

    private static final Executor EXECUTOR =
            DaemonThreads.pool(
                    "bisocket-tls",
                    Runtime.getRuntime().availableProcessors(),
                    Duration.ofSeconds(10));

    private TlsThreads() {}

    static Executor executor() {
        return EXECUTOR;
    }
}
