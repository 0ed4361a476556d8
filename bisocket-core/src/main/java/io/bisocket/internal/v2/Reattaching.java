package io.bisocket.internal.v2;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.OpenOk;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one role of a client's session supplied with a socket: at once when there is none, later
 * and later while that fails, and anew when the present one is old. On the session's event loop.
 *
 * <pre>
 *            begin                        OPEN_OK
 *  quiet ────────────► attaching ───────────────────────────► quiet
 *    ▲                  │   ▲  closed without a word
 *    │ interval         │   │ ┌──────────────► asking ──unknown──► the session is lost
 *    └── (refresh)      │   │ │                  │ known, failed
 *                       ▼   │                    │
 *                      waiting ◄─────────────────┘
 * </pre>
 */
final class Reattaching {

    private static final int FIRST_DELAY_MILLIS = 50;
    private static final int LONGEST_DELAY_MILLIS = 1_000;

    private final ClientSetup setup;
    private final ClientSide side;
    private final SocketRole role;
    private @Nullable ClientAttempt attempt;
    private @Nullable Future<?> waiting;
    private @Nullable Future<?> refresh;
    private int delay = FIRST_DELAY_MILLIS;
    private long number;

    Reattaching(ClientSetup setup, ClientSide side, SocketRole role) {
        this.setup = setup;
        this.side = side;
        this.role = role;
    }

    /** There is no socket, or it is old. Does nothing while an attempt is under way. */
    void begin() {
        if (attempt == null && waiting == null && !side.isOver()) {
            attach();
        }
    }

    /** Lets another socket take the present one's place when that has become old. */
    void refreshLater() {
        long interval = setup.tuning().reattachInterval().toMillis();
        long jittered = interval - ThreadLocalRandom.current().nextLong(interval / 8 + 1);
        refresh =
                setup.loop()
                        .schedule(
                                () -> {
                                    begin();
                                    refreshLater();
                                },
                                jittered,
                                TimeUnit.MILLISECONDS);
    }

    /** The session is over. */
    void stop() {
        if (attempt != null) {
            attempt.cancel();
            attempt = null;
        }
        cancel(waiting);
        cancel(refresh);
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private void attach() {
        SecretBytes psk = side.attachPsk();
        start(
                new ClientAttempt(
                        side.node(),
                        side.attachHeader(role),
                        () -> {
                            Open open = side.open(role);
                            number = open.attachNumber();
                            return open;
                        },
                        new Attach()),
                psk);
    }

    private void ask() {
        HelloHeader header =
                new HelloHeader(
                        HelloHeader.MINOR,
                        KeyKind.CONFIGURED,
                        SocketRole.SEND,
                        setup.key().id().bytes());
        start(new ClientAttempt(side.node(), header, side::probe, new Ask()), setup.key().psk());
    }

    private void start(ClientAttempt newAttempt, SecretBytes psk) {
        attempt = newAttempt;
        newAttempt.start(psk);
        psk.destroy();
    }

    private void againLater() {
        attempt = null;
        if (side.isOver()) {
            return;
        }
        int millis = delay / 2 + ThreadLocalRandom.current().nextInt(delay / 2 + 1);
        delay = Math.min(LONGEST_DELAY_MILLIS, delay * 2);
        waiting =
                setup.loop()
                        .schedule(
                                () -> {
                                    waiting = null;
                                    begin();
                                },
                                millis,
                                TimeUnit.MILLISECONDS);
    }

    private void unknown() {
        attempt = null;
        side.engine().sessionUnknown();
    }

    /** What becomes of an attempt to attach. */
    private final class Attach implements ClientAttempt.Owner {

        @Override
        public void onWelcome(SessionSocket socket, OpenOk welcome) {
            attempt = null;
            delay = FIRST_DELAY_MILLIS;
            side.attach(socket, number, welcome);
        }

        @Override
        public void onRefused(int code) {
            if (code == CloseCode.STALE.number()) {
                againLater();
            } else if (code == CloseCode.OWN_INSTANCE.number()) {
                side.abort(CloseCode.OWN_INSTANCE, Refusals.of(code, side.node()));
            } else {
                unknown();
            }
        }

        @Override
        public void onFailed(BiSocketException cause) {
            if (cause instanceof AuthenticationFailedException && !side.isOver()) {
                ask();
            } else {
                againLater();
                side.attachFailed(cause);
            }
        }
    }

    /** What becomes of a question whether the server knows the session. */
    private final class Ask implements ClientAttempt.Owner {

        @Override
        public void onWelcome(SessionSocket socket, OpenOk welcome) {
            socket.abort();
            againLater();
        }

        @Override
        public void onRefused(int code) {
            if (code == CloseCode.SESSION_UNKNOWN.number()) {
                unknown();
            } else {
                againLater();
            }
        }

        @Override
        public void onFailed(BiSocketException cause) {
            againLater();
        }
    }
}
