package io.bisocket.internal.server;

import io.bisocket.Audience;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientGroup;
import io.bisocket.ClientSession;
import io.bisocket.ClientTarget;
import io.bisocket.ConnectedClients;
import io.bisocket.KeyRing;
import io.bisocket.internal.session.BuiltInKey;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.ServerTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server.
 *
 * <pre>
 *   RUNNING --stop()--&gt; DRAINING --all clients gone, or drain timeout--&gt; CLOSING --&gt; STOPPED
 * </pre>
 */
final class DefaultServer implements BiSocketServer {

    private static final Logger log = LoggerFactory.getLogger(DefaultServer.class);
    private static final int CUT_OFF_SECONDS = 5;

    private final ServerSettings settings;
    private final EventLoops loops;
    private final ServerWorkers workers;
    private final ClientRegistry clients;
    private final ConnectedClients connected;
    private final ServerDialects dialects;
    private final ServerTransport transport;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private DefaultServer(ServerSettings settings, EventLoops loops, ServerDialects dialects) {
        this.settings = settings;
        this.loops = loops;
        this.dialects = dialects;
        this.workers = new ServerWorkers(settings.executor());
        this.clients = new ClientRegistry(ServerContext.of(settings, workers));
        this.connected = clients.connected();
        this.transport =
                new ServerTransport(
                        loops, dialects.list(), clients, settings.limits(), settings.tls());
    }

    static BiSocketServer start(ServerSettings settings) {
        try {
            return startAsync(settings).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    static CompletableFuture<BiSocketServer> startAsync(ServerSettings settings) {
        EventLoops loops = EventLoops.forServer(settings.transport());
        ServerDialects dialects = new ServerDialects(settings, loops);
        // On a thread of their own, while the rest is made.
        CompletableFuture<Void> keys = dialects.keys(settings.keys());
        DefaultServer server = new DefaultServer(settings, loops, dialects);
        return server.listen(keys)
                .<BiSocketServer>thenApply(listening -> server)
                .whenComplete((running, failure) -> server.started(failure));
    }

    @Override
    public InetSocketAddress address() {
        return transport.address();
    }

    @Override
    public List<String> dialects() {
        return dialects.names();
    }

    @Override
    public CompletableFuture<Void> keys(KeyRing keys) {
        InetAddress listening = address().getAddress();
        if (keys.holdsBuiltInKey() && !listening.isLoopbackAddress()) {
            throw BuiltInKey.offLoopback("the server listens on " + listening.getHostAddress());
        }
        return dialects.keys(keys);
    }

    @Override
    public boolean isRunning() {
        return !stopping.get();
    }

    @Override
    public Collection<ClientSession> clients() {
        return clients.clients();
    }

    @Override
    public ClientTarget client(UUID id) {
        return connected.client(id);
    }

    @Override
    public ClientGroup group(String name) {
        return connected.group(name);
    }

    @Override
    public Audience user(String principalName) {
        return connected.user(principalName);
    }

    @Override
    public Audience all() {
        return connected.all();
    }

    @Override
    public CompletableFuture<Void> stop() {
        if (stopping.compareAndSet(false, true)) {
            transport.stopListening();
            List<ServerSession> sessions = clients.close();
            log.info(
                    "bisocket server on {} stops; clients to be answered: {}",
                    address(),
                    sessions.size());
            sessions.forEach(ServerSession::drain);
            allEnded(sessions)
                    .orTimeout(settings.drainTimeout().toNanos(), TimeUnit.NANOSECONDS)
                    .handle((drained, late) -> late != null)
                    .thenCompose(late -> late ? cutOff(sessions) : transport.closeAll())
                    .thenCompose(closed -> dialects.close())
                    .thenCompose(closed -> loops.release())
                    .whenComplete((released, failure) -> finish());
        }
        return stopped;
    }

    @Override
    public void close() {
        CompletableFuture<Void> done = stop();
        if (workers.isCurrentThread() || EventLoops.inEventLoop()) {
            log.debug("Not waiting for the server to stop, on a thread that it needs for that");
        } else {
            done.join();
        }
    }

    private CompletableFuture<Void> listen(CompletableFuture<Void> keys) {
        boolean publicKey = settings.keys().holdsBuiltInKey();
        String host = settings.host();
        if (host == null && publicKey) {
            host = InetAddress.getLoopbackAddress().getHostAddress();
        }
        String address = host;
        return keys.thenCompose(ready -> transport.listen(address, settings.port(), publicKey));
    }

    private void started(@Nullable Throwable failure) {
        if (failure == null) {
            String below = settings.tls() == null ? "" : " behind TLS";
            log.info("bisocket server listens on {} {}{}", address(), dialects(), below);
        } else {
            workers.close();
            dialects.close();
            loops.release();
        }
    }

    private CompletableFuture<Void> cutOff(List<ServerSession> sessions) {
        long left = sessions.stream().filter(session -> !session.ended().isDone()).count();
        log.warn(
                "Clients cut off, since they were not answered within {} (drain-timeout): {}",
                settings.drainTimeout(),
                left);
        return transport
                .closeAll()
                .thenRun(() -> sessions.forEach(ServerSession::abandon))
                .thenCompose(closed -> allEnded(sessions))
                .completeOnTimeout(null, CUT_OFF_SECONDS, TimeUnit.SECONDS);
    }

    private void finish() {
        workers.close();
        log.info("bisocket server on {} has stopped", address());
        stopped.complete(null);
    }

    private static CompletableFuture<Void> allEnded(List<ServerSession> sessions) {
        return CompletableFuture.allOf(
                sessions.stream().map(ServerSession::ended).toArray(CompletableFuture[]::new));
    }
}
