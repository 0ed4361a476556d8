package io.bisocket.test.faults;

/**
 * Something that is wrong with a network until this is closed. Made by {@link BiSocketFaults};
 * thread-safe.
 */
public interface Fault extends AutoCloseable {

    /** Whether it still is. */
    boolean isActive();

    /** Mends it. Does nothing the second time. */
    @Override
    void close();
}
