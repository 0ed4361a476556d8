package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows the server, its sessions and handlers, and the clients; never a key. */
@Endpoint(id = "bisocket")
final class BiSocketEndpoint {

    private final @Nullable BiSocketServer server;
    private final Supplier<Map<String, BiSocketClient>> clients;
    private final Collection<String> handlers;
    private final @Nullable HandlerFigures figures;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param handlers the names of handlers, also of those that were never called
     * @param figures what is known of them; null if nobody measures
     */
    BiSocketEndpoint(
            @Nullable BiSocketServer server,
            Supplier<Map<String, BiSocketClient>> clients,
            Collection<String> handlers,
            @Nullable HandlerFigures figures) {
        this.server = server;
        this.clients = clients;
        this.handlers = List.copyOf(handlers);
        this.figures = figures;
    }

    /** All there is. */
    record Overview(@Nullable ServerDescriptor server, Map<String, ClientDescriptor> clients) {}

    /** The server. */
    record ServerDescriptor(
            boolean running,
            @Nullable String address,
            List<String> dialects,
            Map<String, HandlerFigures.Figures> handlers,
            List<SessionDescriptor> sessions) {}

    /**
     * A client.
     *
     * @param server the address that is connected, else the one that was tried last
     * @param servers all addresses
     */
    record ClientDescriptor(
            UUID id,
            String server,
            List<String> servers,
            String dialect,
            boolean connected,
            @Nullable String lastError) {}

    @ReadOperation
    Overview overview() {
        Map<String, ClientDescriptor> described = new TreeMap<>();
        clients.get().forEach((name, client) -> described.put(name, describe(client)));
        return new Overview(server == null ? null : describe(server), described);
    }

    /** The session of the client with this id; null if there is none. */
    @ReadOperation
    @Nullable SessionDescriptor session(@Selector UUID id) {
        return server == null
                ? null
                : server.client(id)
                        .session()
                        .map(session -> SessionDescriptor.of(session, clock.instant()))
                        .orElse(null);
    }

    /** Says goodbye to the client with this id, which may come back. */
    @DeleteOperation
    WebEndpointResponse<Void> disconnect(@Selector UUID id) {
        boolean there =
                server != null
                        && server.client(id)
                                .session()
                                .map(
                                        session -> {
                                            session.disconnect();
                                            return true;
                                        })
                                .orElse(false);
        return new WebEndpointResponse<>(
                there
                        ? WebEndpointResponse.STATUS_NO_CONTENT
                        : WebEndpointResponse.STATUS_NOT_FOUND);
    }

    private ServerDescriptor describe(BiSocketServer it) {
        boolean running = it.isRunning();
        return new ServerDescriptor(
                running,
                running ? Addresses.text(it.address()) : null,
                running ? it.dialects() : List.of(),
                handlers(),
                it.clients().stream()
                        .map(session -> SessionDescriptor.of(session, clock.instant()))
                        .toList());
    }

    private Map<String, HandlerFigures.Figures> handlers() {
        Map<String, HandlerFigures.Figures> all = new TreeMap<>();
        handlers.forEach(name -> all.put(name, HandlerFigures.Figures.NONE));
        if (figures != null) {
            all.putAll(figures.byHandler());
        }
        return all;
    }

    private static ClientDescriptor describe(BiSocketClient client) {
        BiSocketException lastError = client.lastError();
        return new ClientDescriptor(
                client.id(),
                Addresses.text(client.serverAddress()),
                Addresses.all(client.serverAddresses()),
                client.dialect(),
                client.isConnected(),
                lastError == null ? null : lastError.toString());
    }
}
