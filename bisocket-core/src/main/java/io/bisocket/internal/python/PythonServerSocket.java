package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ProtocolException;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.transport.ConnectionEvent;
import io.bisocket.internal.transport.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One socket of a client, as the server has it. Lives on the channel's event loop, but for what is
 * said to be thread-safe.
 *
 * <pre>
 *   NEW --handshake--&gt; CLAIMED --listeners told--&gt; READY --the other is READY--&gt; LINKED
 *    | \                  \________ pairing time is over ___/                       |
 *    |  \ unreadable: error frame       |                                     the link's affair
 *    |   \ id or role taken             v
 *    +----+-------------------------&gt; CLOSED
 * </pre>
 *
 * The first socket of a pair is welcomed, with {@code ok}, when it is ready; the second when the
 * link is open.
 */
final class PythonServerSocket implements PythonSocket.Events {

    private final PythonServerDialect dialect;
    private final SessionHost host;
    private final PythonSocket socket;
    private final EventLoop loop;
    private final InetSocketAddress address;
    private @Nullable PythonHandshake handshake;
    private @Nullable Future<?> pairingTimer;
    private boolean closed;
    private volatile @Nullable PythonServerLink link;

    private PythonServerSocket(Channel channel, PythonServerDialect dialect, SessionHost host) {
        this.dialect = dialect;
        this.host = host;
        this.loop = channel.eventLoop();
        this.address = PeerAddress.of(channel.remoteAddress());
        this.socket = PythonSocket.install(channel, dialect.codec(), dialect.limits(), this);
    }

    /** Adds a socket to a channel's pipeline; on its event loop. */
    static void install(Channel channel, PythonServerDialect dialect, SessionHost host) {
        new PythonServerSocket(channel, dialect, host);
    }

    PythonServerDialect dialect() {
        return dialect;
    }

    PythonSocket wire() {
        return socket;
    }

    EventLoop loop() {
        return loop;
    }

    /** Who and where it is; from any thread, once claimed. */
    SocketInfo info() {
        return new SocketInfo(clientId(), role(), address);
    }

    UUID clientId() {
        return Objects.requireNonNull(handshake).clientId();
    }

    SocketRole role() {
        return Objects.requireNonNull(handshake).role();
    }

    /** Becomes part of a link; thread-safe. */
    void join(PythonServerLink joined) {
        link = joined;
    }

    /** Lets the client go on; thread-safe. */
    void welcome() {
        socket.write(PythonMarkers.ok(), WhenFull.FAIL);
    }

    @Override
    public boolean onRaw(byte[] body) {
        return false;
    }

    @Override
    public void onFrame(byte[] body) {
        PythonServerLink joined = link;
        if (handshake == null) {
            greet(body);
        } else if (joined != null && role() == SocketRole.SEND) {
            joined.onRequest(body);
        } else {
            throw new ProtocolException(
                    "expected nothing from the client on its %s socket but there was a frame"
                            .formatted(role()));
        }
    }

    @Override
    public void onUndecodable(PythonDecodeException cause) {
        if (handshake == null) {
            reject(cause);
        } else {
            socket.abort(cause);
        }
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        closed = true;
        if (pairingTimer != null) {
            pairingTimer.cancel(false);
        }
        if (handshake == null) {
            log(cause);
            host.refused("handshake");
            host.socketClosed(new SocketInfo(null, null, address));
            return;
        }
        dialect.pairing().leave(this);
        PythonServerLink joined = link;
        if (joined != null) {
            joined.onSocketClosed(this, cause);
        } else {
            reportClosed(cause);
        }
    }

    /** Tells the server that this socket is gone without ever having been part of a session. */
    void reportClosed(@Nullable BiSocketException cause) {
        log(cause);
        host.socketClosed(info());
    }

    private void greet(byte[] body) {
        try {
            handshake = PythonHandshake.decode(body);
        } catch (PythonDecodeException e) {
            reject(e);
            return;
        }
        if (host.isTaken(clientId()) || !dialect.pairing().claim(this)) {
            host.refused("client-id-in-use");
            refuse();
            return;
        }
        // What follows the handshake waits until the pair is linked; a receive socket is read so
        // that its end is seen.
        socket.read(role() == SocketRole.RECEIVE);
        socket.channel().pipeline().fireUserEventTriggered(ConnectionEvent.IDENTIFIED);
        pairingTimer =
                loop.schedule(
                        this::pairingTimedOut,
                        dialect.limits().pairingTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
        host.socketOpened(info()).thenRun(() -> loop.execute(this::ready));
    }

    private void ready() {
        if (closed) {
            return;
        }
        PythonServerLink completed = dialect.pairing().ready(this);
        if (completed != null) {
            completed.open(host, this);
        } else {
            welcome();
        }
    }

    private void pairingTimedOut() {
        dialect.pairing().leave(this);
        if (link == null) {
            socket.abort(
                    new ProtocolException(
                            "the other socket of client %s did not come within %s (pairing-timeout)"
                                    .formatted(clientId(), dialect.limits().pairingTimeout())));
        }
    }

    /** The handshake could not be read: says so, but not to everybody all the time. */
    private void reject(PythonDecodeException cause) {
        dialect.log()
                .line(
                        Level.INFO,
                        "Rejected the handshake of %s: %s".formatted(address, cause.getMessage()));
        boolean replayed = cause.reason() == PythonDecodeException.Reason.REPLAY;
        if (!replayed && dialect.mayTellError(address.getAddress())) {
            socket.writeRaw(HandshakeErrorFrame.of(dialect.codec().encryption()).encode());
        }
        socket.closeGracefully();
    }

    private void refuse() {
        dialect.log()
                .line(
                        Level.INFO,
                        "Refused the %s socket of client %s from %s: the client is connected already"
                                .formatted(role(), clientId(), address));
        handshake = null;
        socket.closeGracefully();
    }

    private void log(@Nullable BiSocketException cause) {
        if (cause != null && !(cause instanceof ConnectionLostException)) {
            dialect.log()
                    .line(
                            Level.INFO,
                            "Closed a connection from %s: %s"
                                    .formatted(address, cause.getMessage()));
        }
    }
}
