package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ProtocolException;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.OpenOk;
import io.bisocket.internal.secure.ClientHelloHandler;
import io.bisocket.internal.secure.SecureSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a client to have a socket taken: hello, OPEN, and the server's word. On the
 * connector's event loop.
 *
 * <pre>
 *  shaking hands ──► OPEN sent ─┬─ OPEN_OK ──► welcomed
 *        │               │      └─ CLOSE ────► refused, with its code
 *        └───────────────┴──── anything else ► failed
 * </pre>
 */
final class ClientAttempt implements SessionSocket.Opening {

    /** Who made the attempt; told once. */
    interface Owner {

        void onWelcome(SessionSocket socket, OpenOk welcome);

        /**
         * The server has closed the socket instead.
         *
         * @param code why, a close code
         */
        void onRefused(int code);

        void onFailed(BiSocketException cause);
    }

    private final ClientSetup setup;
    private final HelloHeader header;
    private final Supplier<Open> open;
    private final Owner owner;
    private @Nullable CompletableFuture<SecureSocket> handshake;
    private @Nullable SecureSocket wire;
    private @Nullable Future<?> timer;
    private boolean over;

    /**
     * @param open asked right before it is sent
     */
    ClientAttempt(ClientSetup setup, HelloHeader header, Supplier<Open> open, Owner owner) {
        this.setup = setup;
        this.header = header;
        this.open = open;
        this.owner = owner;
    }

    /**
     * @param psk read here, not kept
     */
    void start(SecretBytes psk) {
        handshake =
                ClientHelloHandler.connect(
                        setup.connector(), header, psk, setup.serviceName(), setup.limits());
        handshake.whenComplete(
                (socket, failure) -> {
                    if (failure == null) {
                        opened(socket);
                    } else {
                        fail(asException(failure));
                    }
                });
        if (!over) {
            // After the connector's and the hello's own, which say more.
            timer =
                    setup.loop()
                            .schedule(
                                    this::timeOut,
                                    setup.limits().connectTimeout().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    /** Gives up; the owner is not told. */
    void cancel() {
        end();
        if (handshake != null) {
            handshake.cancel(false);
        }
        if (wire != null) {
            wire.abort();
        }
    }

    private void opened(SecureSocket socket) {
        if (over) {
            socket.abort();
            return;
        }
        wire = socket;
        SessionSocket mine = new SessionSocket(socket, header.role(), this);
        mine.send(open.get());
        socket.start(mine);
    }

    @Override
    public void onFirstFrame(SessionSocket socket, Frame frame) {
        if (over) {
            return;
        }
        if (frame instanceof OpenOk welcome) {
            end();
            owner.onWelcome(socket, welcome);
        } else if (frame instanceof Close close) {
            end();
            socket.abort();
            owner.onRefused(close.code());
        } else {
            throw FrameException.mustBe("the first frame", "OPEN_OK or CLOSE", frame.type());
        }
    }

    @Override
    public void onLost(SessionSocket socket, @Nullable BiSocketException cause) {
        fail(
                cause != null && !(cause instanceof ProtocolException)
                        ? cause
                        : new ConnectionLostException(
                                "%s closed the connection".formatted(setup.connector().server()),
                                cause));
    }

    private void timeOut() {
        fail(
                new ConnectionLostException(
                        "%s did not take the connection within %s (connect-timeout)"
                                .formatted(
                                        setup.connector().server(),
                                        setup.limits().connectTimeout())));
    }

    private void fail(BiSocketException cause) {
        if (!over) {
            cancel();
            owner.onFailed(cause);
        }
    }

    private void end() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private BiSocketException asException(Throwable failure) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        return cause instanceof BiSocketException known
                ? known
                : new ConnectionLostException(
                        "cannot connect to %s: %s".formatted(setup.connector().server(), failure),
                        cause);
    }
}
