package io.bisocket.internal.engine;

/**
 * Memory for large messages that come in, shared by the sessions of a node. A message holds what
 * its fragments have taken so far, until its handler has ended, or its consumer has taken it.
 * Thread-safe.
 */
public interface MemoryBudget {

    /** No bound. */
    MemoryBudget UNLIMITED = of(Long.MAX_VALUE);

    /** A budget of so many bytes. */
    static MemoryBudget of(long bytes) {
        return new SharedBudget(bytes);
    }

    /** Takes a share, or says that there is too little left. */
    boolean reserve(long bytes);

    /** Gives a share back. */
    void release(long bytes);
}
