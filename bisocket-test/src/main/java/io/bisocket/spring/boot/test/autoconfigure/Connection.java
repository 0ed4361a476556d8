package io.bisocket.spring.boot.test.autoconfigure;

/** How the servers and clients of a tested application are connected. */
public enum Connection {
    /** In memory: no port is opened, and tests that run at once do not meet. */
    IN_MEMORY,

    /**
     * Over TCP, to a server on any free port, which {@code @LocalBiSocketServerPort} injects; so
     * that other processes can connect.
     */
    RANDOM_PORT
}
