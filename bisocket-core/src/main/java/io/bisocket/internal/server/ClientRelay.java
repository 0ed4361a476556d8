package io.bisocket.internal.server;

import io.bisocket.BroadcastResult;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.Outlet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * How messages reach clients, on whatever node. Thread-safe.
 *
 * @see ClientDirectory
 */
interface ClientRelay {

    /**
     * Where messages to a client go now.
     *
     * @throws io.bisocket.NotConnectedException if it is connected to no node
     */
    Outlet to(UUID clientId);

    /**
     * The wire format of a client.
     *
     * @throws io.bisocket.NotConnectedException if it is connected to no node
     */
    String dialect(UUID clientId);

    /**
     * Sends a message to each of those meant, waiting for none.
     *
     * @param whenFull what to do for those whose outbox is full; not to wait
     * @return completes when each has accepted it or failed to; never fails
     */
    CompletableFuture<BroadcastResult> broadcast(
            Selection selection, Outgoing message, WhenFull whenFull);
}
