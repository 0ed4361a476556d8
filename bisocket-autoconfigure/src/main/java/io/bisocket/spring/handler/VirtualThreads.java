package io.bisocket.spring.handler;

import java.util.concurrent.Executor;

/** The virtual threads for handlers that ask for them. A bean may replace the usual ones. */
@FunctionalInterface
public interface VirtualThreads {

    /**
     * Runs each task on a virtual thread of its own.
     *
     * @throws UnsupportedOperationException on Java before 21
     */
    Executor virtualThreads();
}
