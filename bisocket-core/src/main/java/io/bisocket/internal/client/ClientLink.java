package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.CountingListener;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.SessionCounter;
import io.bisocket.internal.transport.Endpoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One link of a client, from the attempt to connect to its end. Lives on the connection's event
 * loop; the {@link #link} is thread-safe.
 *
 * <pre>
 *   attempt --open()--&gt; OPEN --retire(): own calls and the server's are finished--&gt; closed
 *                        \__ close(): the server's calls are finished, for 5 s _____/
 *                         \__ lost _______________________________________________/
 * </pre>
 */
final class ClientLink extends CountingListener {

    private static final Logger log = LoggerFactory.getLogger(ClientLink.class);
    private static final int DRAIN_SECONDS = 5;
    private static final int SUCCESSOR_SECONDS = 20;

    /** Who owns the link. */
    interface Owner {

        /** The link is over. */
        void onClosed(ClientLink link, @Nullable BiSocketException cause);

        /** Another link is to take its place. */
        void onSuccessorNeeded(ClientLink link);

        /**
         * There should be one at another server, if there is another server.
         *
         * @param why what is the matter with this one's
         */
        void onServerFails(ClientLink link, String why);
    }

    private final Endpoint server;
    private final ClientEvents events;
    private final Owner owner;
    private final Map<SocketRole, Integer> sockets = new EnumMap<>(SocketRole.class);
    private @Nullable CountedLink link;
    private @Nullable RequestLane lane;
    private boolean opened;
    private boolean ending;

    ClientLink(Endpoint server, ClientEvents events, Owner owner) {
        super(new SessionCounter(events.metrics()));
        this.server = server;
        this.events = events;
        this.owner = owner;
    }

    /** The attempt has succeeded. */
    void open(Link open) {
        CountedLink counted = new CountedLink(open);
        link = counted;
        counter.opened(open.dialect());
        lane = events.newLane(counted);
        lane.start();
    }

    /** The address at which it was opened, as it was given. */
    Endpoint server() {
        return server;
    }

    /** What calls are made on, once open. */
    Link link() {
        return counted();
    }

    /** Another one is sought; when that is there or not, what this one refuses goes on. */
    void successor(CompletableFuture<?> sought) {
        counted().successor(sought);
    }

    /** Lets the calls on it end, and then closes it; completes when it is closed, never fails. */
    CompletableFuture<Void> retire() {
        end();
        return CompletableFuture.allOf(counted().idle(), counted().endCalls())
                .thenCompose(ended -> lane().finish())
                .thenCompose(finished -> counted().close());
    }

    /** Closes it without waiting for own calls; completes when it is closed, never fails. */
    CompletableFuture<Void> close() {
        end();
        return counted()
                .endCalls()
                .thenCompose(ended -> lane().finish())
                .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
                .thenCompose(finished -> counted().close());
    }

    @Override
    public void onSocketOpened(SocketInfo socket) {
        super.onSocketOpened(socket);
        SocketRole role = Objects.requireNonNull(socket.role());
        if (sockets.merge(role, 1, Integer::sum) == 1 && opened && !ending) {
            events.socketResumed(role);
        }
    }

    @Override
    public void onSocketClosed(SocketInfo socket) {
        super.onSocketClosed(socket);
        SocketRole role = Objects.requireNonNull(socket.role());
        if (sockets.merge(role, -1, Integer::sum) == 0 && opened && !ending) {
            events.socketLost(role);
        }
    }

    @Override
    public void onOpened() {
        opened = true;
    }

    @Override
    public void onCall(IncomingCall call) {
        events.call(call, lane());
    }

    @Override
    public void onReply(RequestId id, Incoming reply) {
        events.reply(id, reply);
    }

    @Override
    public void onFailure(RequestId id, BiSocketException failure) {
        events.failure(id, failure);
    }

    @Override
    public void onGoAway(boolean needsSuccessor) {
        if (needsSuccessor) {
            log.warn(
                    "The key of the connection to {} has expired: it goes on for a while, until"
                            + " another is opened with another key",
                    counted().remoteAddress());
            owner.onSuccessorNeeded(this);
        } else {
            owner.onServerFails(this, "takes no new requests");
        }
    }

    @Override
    public void onUnreachable() {
        owner.onServerFails(this, "is gone: nobody listens there");
    }

    @Override
    public void onGoodbye() {
        end();
        successorOrNone().thenCompose(there -> lane().finish()).thenRun(() -> counted().close());
    }

    /** What this link refuses goes to the next one, so it stays until that is there. */
    private CompletableFuture<Void> successorOrNone() {
        CompletableFuture<?> successor = counted().successor();
        return successor == null
                ? CompletableFuture.completedFuture(null)
                : successor
                        .<Void>thenApply(there -> null)
                        .completeOnTimeout(null, SUCCESSOR_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onBroken() {
        end();
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        end();
        if (link != null) {
            counter.closed(link.dialect(), cause);
        }
        if (lane != null) {
            lane.finish();
        }
        owner.onClosed(this, cause);
    }

    private void end() {
        ending = true;
        counter.ending();
    }

    private CountedLink counted() {
        return Objects.requireNonNull(link, "link");
    }

    private RequestLane lane() {
        return Objects.requireNonNull(lane, "lane");
    }
}
