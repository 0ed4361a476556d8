package io.bisocket;

import io.bisocket.internal.transport.InMemoryTransport;
import io.bisocket.internal.transport.TcpTransport;

/**
 * What carries the bytes between clients and servers. Everything above it is the same whatever
 * carries them: handshakes, encryption, sessions that are resumed. Transports are made here, or
 * wrap one that was. Thread-safe.
 */
public interface Transport {

    /** TCP; what servers and clients use where nothing else is set. */
    static Transport tcp() {
        return TcpTransport.INSTANCE;
    }

    /**
     * A new network of its own within this process. Servers and clients that are given the same
     * object meet by host and port as they would over TCP, those that are given another do not, and
     * no port of the machine is opened. Every host name leads to the servers that listen on no
     * address or on loopback; a server that listens on another name is found under that name alone.
     * All peers count as loopback.
     */
    static Transport inMemory() {
        return new InMemoryTransport();
    }
}
