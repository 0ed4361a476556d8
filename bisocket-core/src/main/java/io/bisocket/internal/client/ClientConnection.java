package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKeyException;
import io.bisocket.HandshakeException;
import io.bisocket.NotConnectedException;
import io.bisocket.Reconnect;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a client's connection, and makes it again when it is lost. Its state lives on one event
 * loop, where the sockets are too; what callers ask for is thread-safe.
 *
 * <pre>
 *          connect(), start()              both sockets welcome
 *   IDLE ---------------------> CONNECTING ---------------------> CONNECTED
 *    ^ ^                         |  ^   |                          |    |
 *    | |   one attempt failed    |  |   | start(): failed          |    | close()
 *    | +-------------------------+  |   v                          |    v
 *    |                 back-off over,  WAITING &lt;-- lost -----------+  CLOSING
 *    |                 connect()    +---/                          |    |
 *    |                                      lost, never reconnect  |    | goodbye said
 *    +-------------------------------------------------------------+    v
 *                       close() while not connected ------------------&gt; CLOSED
 * </pre>
 *
 * <p>While CONNECTED, replace() makes attempts, with the same back-off, until there is another
 * link. Calls are made on that one from then on, and the old link ends when those that it has are
 * over. If the old link is lost meanwhile, the attempt goes on as one to come back.
 */
final class ClientConnection implements ClientLink.Owner {

    private final EventLoop loop;
    private final Endpoint server;
    private final ClientDialect dialect;
    private final Supplier<Connector> connectors;
    private final UUID id;
    private final Reconnect reconnect;
    private final Backoff backoff;
    private final ClientEvents events;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Waiters connecting = new Waiters();
    private final Waiters starting = new Waiters();
    private final Replacements replacing = new Replacements();
    private final Set<ClientLink> retired = new HashSet<>();
    private boolean persistent;
    private boolean closingStarted;
    private long connectedAt;
    private @Nullable Future<?> retry;
    private @Nullable CompletableFuture<Link> attempt;
    private volatile boolean closing;
    private volatile @Nullable ClientLink current;
    private volatile @Nullable BiSocketException lastError;

    /**
     * @param connectors makes one for each attempt
     */
    ClientConnection(
            EventLoop loop,
            Endpoint server,
            ClientDialect dialect,
            Supplier<Connector> connectors,
            UUID id,
            Reconnect reconnect,
            ClientEvents events) {
        this.loop = loop;
        this.server = server;
        this.dialect = dialect;
        this.connectors = connectors;
        this.id = id;
        this.reconnect = reconnect;
        this.backoff = new Backoff(reconnect);
        this.events = events;
    }

    boolean isConnected() {
        return current != null && !closing;
    }

    @Nullable BiSocketException lastError() {
        return lastError;
    }

    /**
     * The live link.
     *
     * @throws NotConnectedException if there is none; the message says why
     */
    Link link() {
        ClientLink open = current;
        if (open == null || closing) {
            throw notConnected();
        }
        return open.link();
    }

    /** Makes one attempt, or waits for the one under way. */
    CompletableFuture<Void> connect() {
        return ask(
                result -> {
                    connecting.add(result);
                    proceed();
                });
    }

    /** Makes attempts until one succeeds. */
    CompletableFuture<Void> start() {
        return ask(
                result -> {
                    starting.add(result);
                    persistent = true;
                    if (retry == null || current != null) {
                        proceed();
                    }
                });
    }

    /**
     * Puts another link in the place of the live one, with as many attempts as that takes.
     *
     * @return completes when calls are made on a link that was begun after this and the former one
     *     is closed, at once without a live one
     */
    CompletableFuture<Void> replace() {
        return ask(this::replace);
    }

    private void replace(CompletableFuture<Void> result) {
        if (closing) {
            result.completeExceptionally(notConnected());
        } else if (current == null && attempt == null) {
            result.complete(null);
        } else {
            replacing.add(result, attempt != null);
            if (attempt == null) {
                attempt();
            }
        }
    }

    /** Says goodbye; completes on the event loop when the sockets are closed, and never fails. */
    CompletableFuture<Void> close() {
        closing = true;
        onLoop(this::startClosing);
        return closed;
    }

    /** Reads on or stops to, as {@code wanted} says when the event loop comes to it. */
    void read(BooleanSupplier wanted) {
        if (loop.inEventLoop()) {
            openLinks().forEach(open -> open.link().readCalls(wanted.getAsBoolean()));
        } else {
            onLoop(() -> read(wanted));
        }
    }

    @Override
    public void onSuccessorNeeded(ClientLink link) {
        if (link == current && attempt == null && retry == null) {
            attempt();
        }
    }

    @Override
    public void onClosed(ClientLink link, @Nullable BiSocketException cause) {
        retired.remove(link);
        if (link == current && !closingStarted) {
            String goodbye = server + " closed the connection";
            lose(cause != null ? cause : new ConnectionLostException(goodbye));
        }
    }

    private void proceed() {
        if (closing) {
            failAll(notConnected());
        } else if (current != null) {
            succeed();
        } else if (attempt == null) {
            attempt();
        }
    }

    private void attempt() {
        stopRetry();
        replacing.begin();
        ClientLink link = new ClientLink(events, this);
        CompletableFuture<Link> started = dialect.connect(connectors.get(), id, link);
        attempt = started;
        started.whenComplete(
                (opened, failure) -> {
                    if (closingStarted) {
                        return;
                    }
                    attempt = null;
                    if (opened != null) {
                        open(link, opened);
                    } else {
                        fail(failure);
                    }
                });
    }

    private void open(ClientLink link, Link opened) {
        link.open(opened);
        ClientLink old = current;
        connectedAt = System.nanoTime();
        lastError = null;
        current = link;
        if (old == null) {
            events.connected();
            replacing.nothingToReplace();
        } else {
            retired.add(old);
            replacing.replaced(old.retire(), loop);
        }
        succeed();
        if (replacing.wantAnother()) {
            attempt();
        }
    }

    private void fail(Throwable failure) {
        BiSocketException cause =
                failure instanceof BiSocketException known
                        ? known
                        : new HandshakeException("cannot connect to " + server, failure);
        events.attemptFailed(cause);
        if (current != null) {
            retryLater();
            return;
        }
        lastError = cause;
        persistent &= reconnect.enabled() && !(cause instanceof CryptoKeyException);
        if (persistent) {
            retryLater();
            connecting.fail(cause);
        } else {
            failAll(cause);
        }
    }

    private void lose(BiSocketException cause) {
        lastError = cause;
        current = null;
        if (System.nanoTime() - connectedAt >= reconnect.maximum().toNanos()) {
            backoff.reset();
        }
        if (reconnect.enabled()) {
            persistent = true;
            if (attempt == null && retry == null) {
                retryLater();
            }
        } else if (attempt == null) {
            stopRetry();
            replacing.giveUp();
        }
        events.lost(cause);
    }

    private void retryLater() {
        retry = loop.schedule(this::attempt, backoff.next().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void startClosing() {
        if (closingStarted) {
            return;
        }
        closingStarted = true;
        stopRetry();
        if (attempt != null) {
            attempt.cancel(false);
        }
        CompletableFuture<?>[] goodbyes =
                openLinks().map(ClientLink::close).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(goodbyes)
                .whenCompleteAsync((done, failure) -> finishClosing(), loop);
    }

    private void finishClosing() {
        current = null;
        lastError = new ConnectionLostException("the client was closed");
        failAll(notConnected());
        closed.complete(null);
    }

    private Stream<ClientLink> openLinks() {
        ClientLink open = current;
        return Stream.concat(open == null ? Stream.empty() : Stream.of(open), retired.stream());
    }

    private void stopRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    private void succeed() {
        connecting.succeed();
        starting.succeed();
    }

    private void failAll(BiSocketException cause) {
        connecting.fail(cause);
        starting.fail(cause);
        replacing.fail(cause);
    }

    private NotConnectedException notConnected() {
        BiSocketException cause = lastError;
        if (closing) {
            return new NotConnectedException("the client was closed", null);
        }
        String why = cause == null ? "nobody has asked to connect" : cause.getMessage();
        return new NotConnectedException("not connected to %s: %s".formatted(server, why), cause);
    }

    private CompletableFuture<Void> ask(Consumer<CompletableFuture<Void>> task) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        if (!onLoop(() -> task.accept(result))) {
            result.completeExceptionally(notConnected());
        }
        return result;
    }

    private boolean onLoop(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
