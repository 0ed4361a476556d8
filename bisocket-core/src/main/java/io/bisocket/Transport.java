package io.bisocket;

import io.bisocket.internal.transport.InMemoryTransport;
import io.bisocket.internal.transport.TcpTransport;
import java.time.Duration;

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
     * TCP with event loops that look for work for a while before they sleep. A message that comes
     * meanwhile waits for no wake-up, which is most of what a single request takes: less latency,
     * for up to a processor that each loop keeps busy. Not more than half of the processors are
     * taken by a process, at least one; further loops sleep as they would otherwise. Worth it where
     * processors are idle at both ends, and a loss where others want them. Clients with the same
     * duration share their loops.
     *
     * @param spin how long, up to 1 second; some 50 µs suffice between requests that follow each
     *     other. Zero is {@link #tcp()}
     * @throws IllegalArgumentException if it is negative or longer
     */
    static Transport tcp(Duration spin) {
        return TcpTransport.spinning(spin);
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
