package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import io.bisocket.HandshakeException;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: at one address after the other, until a server takes the client. Where a
 * host has several addresses, each of them counts. On the event loop.
 */
final class ConnectRound {

    /** What an attempt is made with. */
    record Means(Function<Endpoint, Connector> connectors, ClientDialect dialect, UUID clientId) {}

    private final Means means;
    private final ServerAddresses addresses;
    private final ClientEvents events;
    private final Function<Endpoint, ClientLink> links;
    private final Iterator<Endpoint> left;
    private final ConnectFailures failures = new ConnectFailures();
    private final CompletableFuture<ClientLink> result = new CompletableFuture<>();
    private @Nullable CompletableFuture<Link> attempt;

    /**
     * @param links makes one for each connection that is tried, which it is the listener of
     */
    ConnectRound(
            Means means,
            ServerAddresses addresses,
            ClientEvents events,
            Function<Endpoint, ClientLink> links) {
        this.means = means;
        this.addresses = addresses;
        this.events = events;
        this.links = links;
        this.left = addresses.round().iterator();
    }

    /**
     * Begins.
     *
     * @return the link, open; fails with a {@link BiSocketException} that speaks of all addresses.
     *     Cancelling it gives up
     */
    CompletableFuture<ClientLink> start() {
        next();
        result.whenComplete(
                (link, failure) -> {
                    if (result.isCancelled() && attempt != null) {
                        attempt.cancel(false);
                    }
                });
        return result;
    }

    private void next() {
        if (result.isDone()) {
            return;
        }
        if (!left.hasNext()) {
            result.completeExceptionally(failures.sum());
            return;
        }
        Endpoint address = left.next();
        connect(address, means.connectors().apply(address), new ArrayList<>());
    }

    private void connect(Endpoint address, Connector connector, List<BiSocketException> before) {
        ClientLink link = links.apply(address);
        CompletableFuture<Link> started =
                means.dialect().connect(connector, means.clientId(), link);
        attempt = started;
        started.whenComplete(
                (opened, failure) -> {
                    if (result.isDone()) {
                        return;
                    }
                    if (opened != null) {
                        link.open(opened);
                        result.complete(link);
                        return;
                    }
                    before.add(asException(address, failure));
                    Connector rest = connector.rest();
                    if (rest != null) {
                        connect(address, rest, before);
                    } else {
                        failed(address, ConnectFailures.mostTelling(before));
                    }
                });
    }

    private void failed(Endpoint address, BiSocketException cause) {
        addresses.failed(address);
        events.attemptFailed(address, cause);
        failures.add(cause);
        if (cause instanceof CryptoKeyException) {
            result.completeExceptionally(cause);
        } else {
            next();
        }
    }

    private static BiSocketException asException(Endpoint address, Throwable failure) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        return cause instanceof BiSocketException known
                ? known
                : new HandshakeException("cannot connect to " + address, cause);
    }
}
