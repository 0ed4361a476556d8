package io.bisocket.benchmarks.load;

/**
 * A system that is compared: a server that answers each message with the same bytes, and clients.
 * Has a constructor without parameters.
 */
public interface EchoSystem {

    /** Starts a server on loopback, on a free port. */
    EchoServer serve(Setup setup) throws Exception;

    /** A connected client; may be called by several threads at once. */
    EchoClient connect(Setup setup, int port) throws Exception;
}
