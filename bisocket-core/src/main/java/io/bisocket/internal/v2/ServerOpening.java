package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.keys.HandshakeKey;
import io.bisocket.internal.keys.ServerKey;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.NewSession;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.Terms;
import io.bisocket.internal.secure.HelloResolver;
import io.bisocket.internal.secure.SecureSocket;
import io.bisocket.internal.transport.PeerAddress;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection until it is clear what becomes of it. Nothing of a session exists for it
 * before its OPEN has come, since its hello may be a replayed one.
 *
 * <pre>
 *  configured key ─┬─ probe ──► CLOSE: session known, or unknown
 *                  └─ key and client id in order, client welcome, place free ──► new session, OPEN_OK
 *  session's key ──── attach number above those before ───► OPEN_OK
 *  anything else ─────────────────────────────────────────► CLOSE with its code
 * </pre>
 */
final class ServerOpening implements HelloResolver, SessionSocket.Opening {

    private static final int ATTEMPTS = 3;

    private final NativeServer server;
    private final SessionHost host;
    private @Nullable SecretBytes psk;
    private @Nullable ServerKey key;
    private @Nullable ServerSide target;
    private @Nullable KnownClient client;
    private SocketRole role = SocketRole.SEND;
    private boolean asked;

    ServerOpening(NativeServer server, SessionHost host) {
        this.server = server;
        this.host = host;
    }

    @Override
    public EventLoop loopFor(HelloHeader header, EventLoop current) {
        if (header.keyKind() == KeyKind.SESSION) {
            target = server.sessions().find(sessionId(header)).orElse(null);
        }
        return target == null ? current : target.loop();
    }

    private static UUID sessionId(HelloHeader header) {
        ByteBuffer id = ByteBuffer.wrap(header.keyId());
        return new UUID(id.getLong(), id.getLong());
    }

    @Override
    public SecretBytes pskFor(HelloHeader header) {
        role = header.role();
        SecretBytes found =
                target == null ? configured(header) : target.attachPsk().orElseGet(this::decoy);
        psk = found;
        return found;
    }

    private SecretBytes configured(HelloHeader header) {
        if (header.keyKind() == KeyKind.SESSION) {
            return decoy();
        }
        HandshakeKey found = server.keys().find(header.keyId());
        key = found.serverKey().orElse(null);
        return found.psk();
    }

    private SecretBytes decoy() {
        target = null;
        return SecretBytes.random(NativeServer.PSK_LENGTH);
    }

    @Override
    public SecureSocket.Events opened(HelloHeader header, SecureSocket socket) {
        forgetPsk();
        return new SessionSocket(socket, role, this);
    }

    @Override
    public void neverOpened(SocketAddress address) {
        forgetPsk();
        host.refused("handshake");
        InetSocketAddress internet = PeerAddress.find(address);
        if (internet != null) {
            host.socketClosed(new SocketInfo(null, null, internet));
        }
    }

    private void forgetPsk() {
        if (psk != null) {
            psk.destroy();
            psk = null;
        }
    }

    @Override
    public void onFirstFrame(SessionSocket socket, Frame frame) {
        if (!(frame instanceof Open open)) {
            throw FrameException.mustBe("the first frame", "OPEN", frame.type());
        }
        if (asked) {
            throw new FrameException("nothing must follow OPEN before it is answered");
        }
        asked = true;
        if (open.instanceId().equals(server.instanceId())) {
            refuse(socket, CloseCode.OWN_INSTANCE);
        } else if (target != null) {
            attach(socket, target, open);
        } else if (key != null) {
            open(socket, open, key);
        } else {
            refuse(socket, CloseCode.KEY_REVOKED);
        }
    }

    @Override
    public void onLost(SessionSocket socket, @Nullable BiSocketException cause) {
        host.socketClosed(new SocketInfo(null, null, socket.remoteAddress()));
    }

    private void refuse(SessionSocket socket, CloseCode code) {
        server.log(socket, "refused: " + code);
        host.refused(code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        socket.refuse(Close.attachment(code));
        host.socketClosed(new SocketInfo(null, null, socket.remoteAddress()));
    }

    private void open(SessionSocket socket, Open open, ServerKey by) {
        UUID probed = open.probed();
        if (probed == null) {
            identify(socket, open, by);
        } else {
            boolean known = server.sessions().find(probed).filter(it -> it.isOf(open)).isPresent();
            socket.refuse(
                    Close.attachment(known ? CloseCode.SESSION_KNOWN : CloseCode.SESSION_UNKNOWN));
        }
    }

    private static @Nullable CloseCode refusal(ServerKey key, Open open) {
        return switch (key.standing()) {
            case EXPIRED -> CloseCode.KEY_EXPIRED;
            case REVOKED -> CloseCode.KEY_REVOKED;
            case VALID -> key.mayServe(open.clientId()) ? null : CloseCode.CLIENT_ID_REFUSED;
        };
    }

    private void identify(SessionSocket socket, Open open, ServerKey by) {
        CloseCode refusal = refusal(by, open);
        if (refusal != null) {
            refuse(socket, refusal);
            return;
        }
        host.identify(credentials(socket, open, by))
                .thenAccept(known -> onLoop(socket, () -> identified(socket, open, by, known)));
    }

    private static Credentials credentials(SessionSocket socket, Open open, ServerKey by) {
        return new Credentials(
                open.clientId(),
                Optional.ofNullable(by.name()),
                by.isPerClient(),
                by.belongsTo(open.clientId()),
                socket.remoteAddress(),
                NativeLink.DIALECT);
    }

    private void identified(
            SessionSocket socket, Open open, ServerKey by, Optional<KnownClient> known) {
        client = known.orElse(null);
        if (client == null) {
            refuse(socket, CloseCode.CLIENT_REFUSED);
        } else {
            create(socket, open, by, ATTEMPTS);
        }
    }

    private void onLoop(SessionSocket socket, Runnable task) {
        if (socket.loop().inEventLoop()) {
            runIfOpen(socket, task);
        } else {
            socket.loop().execute(() -> runIfOpen(socket, task));
        }
    }

    /** A socket that has failed is told of its end only later. */
    private static void runIfOpen(SessionSocket socket, Runnable task) {
        if (socket.isOpen()) {
            task.run();
        }
    }

    private void create(SessionSocket socket, Open open, ServerKey by, int attempts) {
        Optional<ServerSide> present = server.sessions().ofClient(open.clientId());
        CloseCode refusal = refusal(by, open);
        if (refusal != null) {
            refuse(socket, refusal);
        } else if (present.isEmpty()) {
            createNow(socket, open, by, null);
        } else if (attempts == 0) {
            refuse(socket, CloseCode.CLIENT_ID_IN_USE);
        } else {
            contest(socket, open, by, present.get(), attempts);
        }
    }

    private void contest(
            SessionSocket socket, Open open, ServerKey by, ServerSide present, int attempts) {
        Runnable beside = () -> createNow(socket, open, by, present);
        Runnable again = () -> create(socket, open, by, attempts - 1);
        Runnable last = () -> create(socket, open, by, 0);
        present.contest(open, by.isPerClient())
                .thenAccept(
                        outcome ->
                                onLoop(
                                        socket,
                                        switch (outcome) {
                                            case SUCCEEDED -> beside;
                                            case GONE -> again;
                                            case STAYS -> last;
                                        }));
    }

    private void createNow(
            SessionSocket socket, Open open, ServerKey by, @Nullable ServerSide former) {
        ServerSide created = server.create(open, by, socket, former);
        CloseCode refusal = created.enter() ? refusal(by, open) : CloseCode.CLIENT_ID_IN_USE;
        if (refusal == null) {
            Session session = created.session();
            Optional<LinkListener> listener =
                    host.open(
                            Objects.requireNonNull(client),
                            session.link(),
                            former == null ? null : former.session().link());
            if (listener.isPresent()) {
                session.listener(listener.get());
                admit(socket, created, open, created.announcement());
                return;
            }
            boolean taken = host.isTaken(open.clientId());
            refusal = taken ? CloseCode.CLIENT_ID_IN_USE : CloseCode.TOO_MANY;
        }
        created.discard();
        refuse(socket, refusal);
    }

    private void attach(SessionSocket socket, ServerSide session, Open open) {
        if (session.isOf(open)) {
            admit(socket, session, open, null);
        } else {
            refuse(socket, CloseCode.SESSION_UNKNOWN);
        }
    }

    private void admit(
            SessionSocket socket, ServerSide side, Open open, @Nullable NewSession announced) {
        Session session = side.session();
        if (!session.engine().attachments().admit(role, open.attachNumber())) {
            refuse(socket, session.engine().isOver() ? CloseCode.SESSION_UNKNOWN : CloseCode.STALE);
            return;
        }
        Terms terms = session.engine().attachments().terms(role);
        socket.send(server.openOk(terms, announced));
        if (!session.attach(socket, open.attachNumber(), open.terms())) {
            refuse(socket, CloseCode.SESSION_UNKNOWN);
        }
    }
}
