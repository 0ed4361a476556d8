package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKeyException;
import io.bisocket.Reconnect;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a client's connection, and makes it again when it is lost. Its state lives on one event
 * loop, with the sockets; what callers ask for is thread-safe.
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
 * <p>While CONNECTED, replace() makes attempts until there is another link, as does a server that
 * stops or is gone where there are others. Calls are made on that one then, and the old link ends
 * when those that it has are over. If it is lost before, the attempt goes on as one to come back;
 * where another server was sought, it is lost only if the attempt fails, and calls wait for that.
 */
final class ClientConnection implements ClientLink.Owner {

    private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

    private final EventLoop loop;
    private final ServerAddresses addresses;
    private final ClientLinks links;
    private final ConnectRound.Means means;
    private final Reconnect reconnect;
    private final Retry retry;
    private final ClientEvents events;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Waiters connecting = new Waiters();
    private final Waiters starting = new Waiters();
    private final Waiters moving = new Waiters();
    private final Replacements replacing = new Replacements();
    private boolean persistent;
    private boolean closingStarted;
    private long connectedAt;
    private @Nullable CompletableFuture<ClientLink> attempt;

    /**
     * @param links where the links that are made go
     */
    ClientConnection(
            EventLoop loop,
            ServerAddresses addresses,
            ClientLinks links,
            ConnectRound.Means means,
            Reconnect reconnect,
            ClientEvents events) {
        this.loop = loop;
        this.addresses = addresses;
        this.links = links;
        this.means = means;
        this.reconnect = reconnect;
        this.retry = new Retry(loop, reconnect, this::attempt);
        this.events = events;
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
                    if (!retry.isPending() || links.isAny()) {
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
        if (links.isClosing()) {
            result.completeExceptionally(links.notConnected());
        } else if (!links.isAny() && attempt == null) {
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
        links.close();
        onLoop(this::startClosing);
        return closed;
    }

    /** Reads on or stops to, as {@code wanted} says when the event loop comes to it. */
    void read(BooleanSupplier wanted) {
        if (loop.inEventLoop()) {
            links.all().forEach(open -> open.link().readCalls(wanted.getAsBoolean()));
        } else {
            onLoop(() -> read(wanted));
        }
    }

    @Override
    public void onSuccessorNeeded(ClientLink link) {
        if (links.isCurrent(link) && attempt == null && !retry.isPending()) {
            attempt();
        }
    }

    @Override
    public void onServerFails(ClientLink link, String why) {
        if (!links.isCurrent(link) || closingStarted) {
            return;
        }
        addresses.failed(link.server());
        if (addresses.areSeveral() && reconnect.enabled()) {
            log.info("{} {}, so another server is sought", link.server(), why);
            CompletableFuture<Void> successor = new CompletableFuture<>();
            moving.add(successor);
            link.successor(successor);
            onSuccessorNeeded(link);
        }
    }

    @Override
    public void onClosed(ClientLink link, @Nullable BiSocketException cause) {
        links.closed(link);
        if (links.isCurrent(link) && !closingStarted) {
            String goodbye = link.server() + " closed the connection";
            addresses.failed(link.server());
            BiSocketException why = cause != null ? cause : new ConnectionLostException(goodbye);
            if (attempt != null && !moving.isEmpty()) {
                links.ended(why);
            } else {
                lose(why);
            }
        }
    }

    private void proceed() {
        if (links.isClosing()) {
            failAll(links.notConnected());
        } else if (links.isLive()) {
            succeed();
        } else if (attempt == null) {
            attempt();
        }
    }

    private void attempt() {
        retry.stop();
        replacing.begin();
        CompletableFuture<ClientLink> round =
                new ConnectRound(means, addresses, events, this::newLink).start();
        attempt = round;
        round.whenComplete(
                (link, failure) -> {
                    if (closingStarted) {
                        return;
                    }
                    attempt = null;
                    if (link != null) {
                        open(link);
                    } else {
                        fail((BiSocketException) failure);
                    }
                });
    }

    private ClientLink newLink(Endpoint server) {
        if (!links.isAny()) {
            addresses.tried(server);
        }
        return new ClientLink(server, events, this);
    }

    private void open(ClientLink link) {
        connectedAt = System.nanoTime();
        addresses.connected(link.server());
        ClientLink former = links.take(link);
        if (former == null) {
            events.connected();
            replacing.nothingToReplace();
        } else {
            events.replaced();
            links.retire(former);
            replacing.replaced(former.retire(), loop);
        }
        succeed();
        if (replacing.wantAnother()) {
            attempt();
        }
    }

    private void fail(BiSocketException cause) {
        BiSocketException why = links.end();
        if (why != null) {
            lose(why);
            links.failed(cause);
            connecting.fail(cause);
            moving.succeed();
            return;
        }
        moving.succeed();
        if (links.isAny()) {
            retry.later();
            return;
        }
        links.failed(cause);
        persistent &= reconnect.enabled() && !(cause instanceof CryptoKeyException);
        if (persistent) {
            retry.later();
            connecting.fail(cause);
        } else {
            failAll(cause);
        }
    }

    private void lose(BiSocketException cause) {
        links.lost(cause);
        retry.lost(connectedAt);
        if (reconnect.enabled()) {
            persistent = true;
            if (attempt == null && !retry.isPending()) {
                retry.later();
            }
        } else if (attempt == null) {
            retry.stop();
            replacing.giveUp();
        }
        events.lost(cause);
    }

    private void startClosing() {
        if (closingStarted) {
            return;
        }
        closingStarted = true;
        retry.stop();
        if (attempt != null) {
            attempt.cancel(false);
        }
        CompletableFuture<?>[] goodbyes =
                links.all().map(ClientLink::close).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(goodbyes)
                .whenCompleteAsync((done, failure) -> finishClosing(), loop);
    }

    private void finishClosing() {
        links.lost(new ConnectionLostException("the client was closed"));
        failAll(links.notConnected());
        closed.complete(null);
    }

    private void succeed() {
        moving.succeed();
        connecting.succeed();
        starting.succeed();
    }

    private void failAll(BiSocketException cause) {
        moving.succeed();
        connecting.fail(cause);
        starting.fail(cause);
        replacing.fail(cause);
    }

    private CompletableFuture<Void> ask(Consumer<CompletableFuture<Void>> task) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        if (!onLoop(() -> task.accept(result))) {
            result.completeExceptionally(links.notConnected());
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
