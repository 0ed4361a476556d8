package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandshakeException;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.engine.SessionEngine;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.NewSession;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.OpenOk;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session on the client: opens it with a configured key, attaches both sockets and attaches them
 * again whenever one is lost or has become old. On the session's event loop.
 *
 * <pre>
 *  opening ──OPEN_OK──► attaching the receive socket ──OPEN_OK──► open ──► over
 *     └── refused, failed ──────┴── connect-timeout ──────────────────────►
 * </pre>
 */
final class ClientSide implements Session.Owner, ClientAttempt.Owner {

    private final ClientSetup setup;
    private final LinkListener listener;
    private final Session session;
    private CompletableFuture<Link> connected = new CompletableFuture<>();
    private final Map<SocketRole, Reattaching> roles = new EnumMap<>(SocketRole.class);
    private final ClientAttempt opening;
    private ClientSetup node;
    private @Nullable UUID sessionId;
    private @Nullable SecretBytes attachPsk;
    private @Nullable Future<?> timer;
    private boolean over;

    ClientSide(ClientSetup setup, LinkListener listener) {
        this.setup = setup;
        this.node = setup;
        this.listener = listener;
        this.session =
                new Session(
                        setup.clientId(),
                        setup.session(),
                        setup.connector().server().unresolved(),
                        this);
        HelloHeader header =
                new HelloHeader(
                        HelloHeader.MINOR,
                        KeyKind.CONFIGURED,
                        SocketRole.SEND,
                        setup.key().id().bytes());
        this.opening = new ClientAttempt(setup, header, () -> open(SocketRole.SEND), this);
        for (SocketRole role : SocketRole.values()) {
            roles.put(role, new Reattaching(setup, this, role));
        }
    }

    /**
     * Begins.
     *
     * @param result to be completed with the open link; cancelling it closes what has been opened
     */
    void start(CompletableFuture<Link> result) {
        connected = result;
        connected.whenComplete(
                (link, failure) -> {
                    if (connected.isCancelled()) {
                        session.link().execute(() -> giveUp("the attempt was given up"));
                    }
                });
        SecretBytes psk = setup.key().psk();
        opening.start(psk);
        psk.destroy();
        if (!connected.isDone()) {
            // After the first socket's own, which says more.
            timer =
                    setup.loop()
                            .schedule(
                                    this::timeOut,
                                    setup.limits().connectTimeout().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    SessionEngine engine() {
        return session.engine();
    }

    /**
     * What opens the session, or attaches a socket of this role to it; gives up the present one.
     */
    Open open(SocketRole role) {
        long number = engine().attachments().dial(role);
        return new Open(
                setup.clientId(),
                setup.instanceId(),
                number,
                engine().attachments().terms(role),
                null);
    }

    /** What asks whether the server knows the session. */
    Open probe() {
        return new Open(
                setup.clientId(),
                setup.instanceId(),
                1,
                engine().attachments().terms(SocketRole.SEND),
                sessionId);
    }

    /** Which session is to be attached to. */
    HelloHeader attachHeader(SocketRole role) {
        if (sessionId == null) {
            throw new IllegalStateException("the session has no id yet");
        }
        return new HelloHeader(
                HelloHeader.MINOR, KeyKind.SESSION, role, ServerSide.bytes(sessionId));
    }

    /** What attaches sockets; for the caller to destroy. */
    SecretBytes attachPsk() {
        if (attachPsk == null) {
            throw new IllegalStateException("the session has no secret yet");
        }
        return attachPsk.copy();
    }

    /** With whom sockets are attached: the server, at the address that it has told if it has. */
    ClientSetup node() {
        return node;
    }

    boolean isOver() {
        return over;
    }

    /** A socket has been welcomed. */
    void attach(SessionSocket socket, long number, OpenOk welcome) {
        if (welcome.instanceId().equals(setup.instanceId())) {
            abort(CloseCode.OWN_INSTANCE, Refusals.of(CloseCode.OWN_INSTANCE.number(), setup));
        }
        if (over || !session.attach(socket, number, welcome.terms())) {
            socket.refuse(Close.attachment(CloseCode.REPLACED));
        }
    }

    /** A socket cannot be attached. */
    void attachFailed(BiSocketException cause) {
        Throwable reason = cause.getCause();
        if (reason instanceof ConnectException && !(reason instanceof ConnectTimeoutException)) {
            session.unreachable();
        }
    }

    void abort(CloseCode code, BiSocketException cause) {
        engine().abort(code, cause);
    }

    @Override
    public void onWelcome(SessionSocket socket, OpenOk welcome) {
        NewSession created = welcome.session();
        if (created == null) {
            refuse(socket, new ConnectionLostException("the server has opened no session"));
            return;
        }
        if (!welcome.address().isEmpty()) {
            try {
                node = setup.at(Endpoint.parse(welcome.address()));
            } catch (IllegalArgumentException e) {
                refuse(socket, badAddress(e));
                return;
            }
        }
        sessionId = created.id();
        SecretBytes secret = SecretBytes.copyOf(created.resumeSecret());
        attachPsk = KeyDerivation.attachPsk(secret, ServerSide.bytes(created.id()));
        secret.destroy();
        attach(socket, 1, welcome);
        reattaching(SocketRole.RECEIVE).begin();
    }

    private void refuse(SessionSocket socket, BiSocketException cause) {
        onFailed(cause);
        socket.abort();
    }

    private HandshakeException badAddress(IllegalArgumentException e) {
        return new HandshakeException(
                "the address that %s has told for further sockets is none: %s"
                        .formatted(setup.connector().server(), e.getMessage()),
                e);
    }

    @Override
    public void onRefused(int code) {
        onFailed(Refusals.of(code, setup));
    }

    @Override
    public void onFailed(BiSocketException cause) {
        abort(CloseCode.ABORTED, cause);
    }

    private void timeOut() {
        giveUp(
                "%s took only one of two sockets within %s (connect-timeout)%s"
                        .formatted(
                                setup.connector().server(),
                                setup.limits().connectTimeout(),
                                node.equals(setup)
                                        ? ""
                                        : "; for the other it has told the address "
                                                + node.connector().server()));
    }

    private void giveUp(String why) {
        abort(CloseCode.ABORTED, new ConnectionLostException(why));
    }

    @Override
    public void onOpen() {
        stopTimer();
        if (connected.complete(session.link())) {
            session.listener(listener);
            roles.values().forEach(Reattaching::refreshLater);
        }
    }

    @Override
    public void onDetached(SocketRole role) {
        if (!over && sessionId != null) {
            reattaching(role).begin();
        }
    }

    @Override
    public void onEnd(@Nullable BiSocketException cause) {
        over = true;
        stopTimer();
        opening.cancel();
        roles.values().forEach(Reattaching::stop);
        if (attachPsk != null) {
            attachPsk.destroy();
        }
        connected.completeExceptionally(
                cause != null ? cause : new SessionLostException("the server closed the session"));
    }

    private Reattaching reattaching(SocketRole role) {
        Reattaching found = roles.get(role);
        if (found == null) {
            throw new IllegalStateException("no role " + role);
        }
        return found;
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
