package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.MessageType;
import io.bisocket.SessionLostException;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.engine.Attachment;
import io.bisocket.internal.engine.Delivery;
import io.bisocket.internal.engine.InboundCall;
import io.bisocket.internal.engine.SessionEngine;
import io.bisocket.internal.engine.SessionListener;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A session on its event loop: the engine, the sockets that it has, and the link by which the
 * application sees it. What is not said to be thread-safe belongs to the loop.
 *
 * <pre>
 *  new ──both sockets attached──► open ──engine's end──► ending ──sockets closed──► closed
 *   └──────────── engine's end ───────────────────────────►
 * </pre>
 */
final class Session implements SessionListener {

    /** Whoever brings sockets to the session. */
    interface Owner {

        /** Both sockets have been there for the first time: messages come and go. */
        void onOpen();

        /** A role has lost its socket. */
        default void onDetached(SocketRole role) {}

        /** The session takes no new requests from now on. */
        default void onDraining() {}

        /**
         * The session is over; its sockets are being closed.
         *
         * @param cause null if both sides have closed it in good order
         */
        void onEnd(@Nullable BiSocketException cause);
    }

    /** So many messages are written while others are still read. */
    static final int MUCH = 64;

    private final UUID clientId;
    private final SessionSetup setup;
    private final SessionEngine engine;
    private final NativeLink link;
    private final Owner owner;
    private final List<SessionSocket> sockets = new ArrayList<>(2);
    private final List<CompletableFuture<Void>> drained = new ArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile InetSocketAddress remoteAddress;
    private LinkListener listener = new NobodyListens();
    private boolean opened;
    private boolean over;
    private boolean told;
    private @Nullable BiSocketException cause;

    Session(UUID clientId, SessionSetup setup, InetSocketAddress peer, Owner owner) {
        this.clientId = clientId;
        this.setup = setup;
        this.owner = owner;
        this.remoteAddress = peer;
        this.engine = setup.engine(this);
        this.link = setup.link(this);
    }

    /** Thread-safe, as the link itself. */
    NativeLink link() {
        return link;
    }

    /** Thread-safe. */
    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** Names the peer in error messages; thread-safe. */
    String peer() {
        return setup.peer();
    }

    /** Completes when all is closed; thread-safe. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    SessionEngine engine() {
        return engine;
    }

    /** Whom the session tells from now on. */
    void listener(LinkListener newListener) {
        listener = newListener;
        sockets.forEach(socket -> listener.onSocketOpened(info(socket)));
    }

    /**
     * Attaches a socket whose first frame was in order.
     *
     * @return whether the session has taken it
     */
    boolean attach(SessionSocket socket, long attachNumber, Terms peers) {
        setup.peerTerms(peers);
        link.peerLimit(peers.maxMessageSize());
        Optional<Attachment> attachment =
                engine.attachments().attach(socket.role(), attachNumber, peers, socket);
        if (attachment.isEmpty()) {
            return false;
        }
        sockets.add(socket);
        setup.watch(socket);
        socket.attached(this, attachment.get());
        if (socket.role() == SocketRole.SEND) {
            remoteAddress = socket.remoteAddress();
        }
        listener.onSocketOpened(info(socket));
        if (!opened && engine.isEstablished() && !engine.isOver()) {
            opened = true;
            open();
        }
        return true;
    }

    private void open() {
        owner.onOpen();
        if (!engine.isOver()) {
            listener.onOpened();
        }
    }

    void socketClosed(SessionSocket socket) {
        if (sockets.remove(socket)) {
            listener.onSocketClosed(info(socket));
        }
        finishIfOver();
    }

    /** Sockets cannot be attached, since nobody listens there; says so if none is left. */
    void unreachable() {
        if (opened && !over && sockets.isEmpty()) {
            listener.onUnreachable();
        }
    }

    /** One of the sockets is being read: what that leads to is written at its end. */
    void hold() {
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i).hold();
        }
    }

    void release() {
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i).release();
        }
    }

    /** Writes now if so much waits that the peer had better begin. */
    void flushMuch() {
        if (engine.unsent() >= MUCH) {
            for (int i = 0; i < sockets.size(); i++) {
                sockets.get(i).flush();
            }
        }
    }

    /** Tells the peer to make no new requests; the future completes when none waits or runs. */
    void drain(CloseCode why, CompletableFuture<Void> whenIdle) {
        owner.onDraining();
        engine.drain(why);
        if (over || engine.isInboundIdle()) {
            whenIdle.complete(null);
        } else {
            drained.add(whenIdle);
        }
    }

    /** This end forgets the session: nothing of it can be resumed. */
    void lose() {
        engine.abort(
                CloseCode.SESSION_UNKNOWN, new SessionLostException("the session was forgotten"));
    }

    private SocketInfo info(SessionSocket socket) {
        return new SocketInfo(clientId, socket.role(), socket.remoteAddress());
    }

    @Override
    public void onCall(InboundCall call) {
        ReceivedCall received = new ReceivedCall(link, call, this);
        call.handler(received);
        listener.onCall(received);
    }

    /** The handler of a call has ended. */
    void ended(InboundCall call) {
        call.handler(null);
        call.ended();
    }

    @Override
    public void onCancelled(InboundCall call) {
        if (call.handler() instanceof ReceivedCall received) {
            received.cancelled();
        }
    }

    @Override
    public void onDemand(InboundCall call) {
        if (call.handler() instanceof ReceivedCall received) {
            received.demanded();
        }
    }

    @Override
    public void onSent(DataHead head) {
        MessageType type = type(head.kind());
        if (type != null) {
            listener.onSent(type, head.rawLength(), head.wireLength());
        }
    }

    @Override
    public void onReceived(DataHead head) {
        MessageType type = type(head.kind());
        if (type != null) {
            listener.onReceived(type, head.rawLength(), head.wireLength());
        }
    }

    @Override
    public void onCreditStalled() {
        listener.onCreditStalled();
    }

    /** As what the application knows it; null for the end of a stream. */
    private static @Nullable MessageType type(MessageKind kind) {
        return switch (kind) {
            case REQUEST -> MessageType.REQUEST;
            case STREAM -> MessageType.STREAM;
            case SEND -> MessageType.SEND;
            case REPLY, ITEM -> MessageType.REPLY;
            case ERROR, REPORT -> MessageType.FAILURE;
            case END -> null;
        };
    }

    @Override
    public void onIdle() {
        drained.forEach(waiting -> waiting.complete(null));
        drained.clear();
    }

    @Override
    public void onSendReply(long reference, Delivery reply) {
        Failure failure = reply.failure();
        if (failure == null) {
            listener.onReply(link.ownId(reference), link.received(reply));
        } else {
            reply.release();
            listener.onFailure(link.ownId(reference), link.exception(failure, ""));
        }
    }

    @Override
    public void onDetached(SocketRole role) {
        owner.onDetached(role);
    }

    @Override
    public void onGoAway(int code) {
        listener.onGoAway(code == CloseCode.KEY_EXPIRED.number());
    }

    @Override
    public void onClosing(int code) {
        listener.onGoodbye();
    }

    @Override
    public void onClosed(@Nullable BiSocketException why) {
        over = true;
        cause = why;
        link.over();
        onIdle();
        owner.onEnd(why);
        if (why != null) {
            listener.onBroken();
        }
        finishIfOver();
    }

    private void finishIfOver() {
        if (over && !told && sockets.isEmpty()) {
            told = true;
            listener.onClosed(cause);
            closed.complete(null);
        }
    }
}
