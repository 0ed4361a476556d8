package io.bisocket;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A connected client, as the server sees it: its {@link Peer}. Thread-safe.
 *
 * <p>In the Python format a send reaches the client without its method, and clients answer no
 * requests.
 */
public interface ClientSession extends Peer {

    /** The client's id. */
    UUID id();

    /** Where the client's send socket comes from. */
    InetSocketAddress address();

    /** When both sockets were there. */
    Instant openedAt();

    /** Whether messages can still reach the client. */
    boolean isOpen();

    /**
     * Says goodbye and closes both sockets; what was queued for the client is sent first, what it
     * asked and was not yet started is not handled.
     *
     * @return completes when both sockets are closed
     */
    CompletableFuture<Void> disconnect();
}
