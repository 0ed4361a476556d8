package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKeyException;
import io.bisocket.HandshakeException;
import io.bisocket.NotConnectedException;
import io.bisocket.Reconnect;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
 *    |                                      lost, never reconnect  |    | goodbye said, or 5 s
 *    +-------------------------------------------------------------+    v
 *                       close() while not connected ------------------&gt; CLOSED
 * </pre>
 */
final class ClientConnection {

    private enum State {
        IDLE,
        CONNECTING,
        CONNECTED,
        WAITING,
        CLOSING,
        CLOSED
    }

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
    private State state = State.IDLE;
    private boolean persistent;
    private long connectedAt;
    private @Nullable Future<?> retry;
    private @Nullable CompletableFuture<Link> attempt;

    private volatile boolean closing;
    private volatile @Nullable Link link;
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
        return link != null && !closing;
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
        Link current = link;
        if (current == null || closing) {
            throw notConnected();
        }
        return current;
    }

    /** Makes one attempt, or waits for the one under way. */
    CompletableFuture<Void> connect() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        return onLoop(
                        () -> {
                            connecting.add(result);
                            proceed();
                        })
                ? result
                : CompletableFuture.failedFuture(notConnected());
    }

    /** Makes attempts until one succeeds. */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        return onLoop(
                        () -> {
                            starting.add(result);
                            persistent = true;
                            if (state != State.WAITING) {
                                proceed();
                            }
                        })
                ? result
                : CompletableFuture.failedFuture(notConnected());
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
            readNow(wanted);
        } else {
            onLoop(() -> readNow(wanted));
        }
    }

    private void readNow(BooleanSupplier wanted) {
        Link current = link;
        if (current != null) {
            current.readCalls(wanted.getAsBoolean());
        }
    }

    private void proceed() {
        switch (state) {
            case IDLE, WAITING -> attempt();
            case CONNECTING -> {}
            case CONNECTED -> succeed();
            case CLOSING, CLOSED -> failAll(notConnected());
        }
    }

    private void attempt() {
        stopRetry();
        state = State.CONNECTING;
        LinkListener listener = new ClientLinkListener(server, events, this::closed);
        attempt = dialect.connect(connectors.get(), id, listener);
        attempt.whenComplete(
                (opened, failure) -> {
                    if (state != State.CONNECTING) {
                        return;
                    }
                    if (opened != null) {
                        open(opened);
                    } else {
                        fail(failure);
                    }
                });
    }

    private void open(Link opened) {
        state = State.CONNECTED;
        connectedAt = System.nanoTime();
        lastError = null;
        link = opened;
        events.connected();
        succeed();
    }

    private void fail(Throwable failure) {
        BiSocketException cause =
                failure instanceof BiSocketException known
                        ? known
                        : new HandshakeException("cannot connect to " + server, failure);
        lastError = cause;
        persistent &= reconnect.enabled() && !(cause instanceof CryptoKeyException);
        if (persistent) {
            retryLater();
            connecting.fail(cause);
        } else {
            state = State.IDLE;
            failAll(cause);
        }
    }

    private void lose(BiSocketException cause) {
        lastError = cause;
        link = null;
        if (System.nanoTime() - connectedAt >= reconnect.maximum().toNanos()) {
            backoff.reset();
        }
        if (reconnect.enabled()) {
            persistent = true;
            retryLater();
        } else {
            state = State.IDLE;
        }
        // After the calls that are on their way here: those were certainly not sent.
        onLoop(() -> events.lost(cause));
    }

    private void closed(@Nullable BiSocketException cause) {
        if (state == State.CONNECTED) {
            lose(cause != null ? cause : new ConnectionLostException("the link was closed"));
        }
    }

    private void retryLater() {
        state = State.WAITING;
        retry = loop.schedule(this::attempt, backoff.next().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void startClosing() {
        if (state == State.CLOSING || state == State.CLOSED) {
            return;
        }
        state = State.CLOSING;
        stopRetry();
        Link current = link;
        if (current != null) {
            current.close().whenCompleteAsync((done, failure) -> finishClosing(), loop);
            return;
        }
        if (attempt != null) {
            attempt.cancel(false);
        }
        finishClosing();
    }

    private void finishClosing() {
        state = State.CLOSED;
        link = null;
        lastError = new ConnectionLostException("the client was closed");
        failAll(notConnected());
        closed.complete(null);
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
    }

    private NotConnectedException notConnected() {
        BiSocketException cause = lastError;
        if (closing) {
            return new NotConnectedException("the client was closed", null);
        }
        String why = cause == null ? "nobody has asked to connect" : cause.getMessage();
        return new NotConnectedException("not connected to %s: %s".formatted(server, why), cause);
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
