package io.bisocket.internal.v2;

import io.bisocket.internal.session.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The thread on which keys are prepared, one for the process: neither an event loop, which must not
 * block, nor one of the handlers', which may all be busy when a key has to be revoked.
 */
final class KeyThreads {

    private static final Executor EXECUTOR =
            DaemonThreads.pool("bisocket-keys", 1, Duration.ofSeconds(10));

    private KeyThreads() {}

    static Executor executor() {
        return EXECUTOR;
    }
}
