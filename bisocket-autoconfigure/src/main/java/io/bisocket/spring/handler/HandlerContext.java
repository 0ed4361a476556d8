package io.bisocket.spring.handler;

import java.util.concurrent.Executor;

/**
 * Keeps what holds on the thread of a handler, such as who calls, for what its publisher does when
 * it is asked for items. For the auto-configuration. Thread-safe.
 */
@FunctionalInterface
public interface HandlerContext {

    /**
     * Keeps what holds now. The executor runs tasks at once, on the calling thread, where the same
     * holds meanwhile.
     */
    Executor capture();
}
