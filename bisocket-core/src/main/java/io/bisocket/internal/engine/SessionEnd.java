package io.bisocket.internal.engine;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.ProtocolException;
import io.bisocket.SessionLostException;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.GoAway;
import org.jspecify.annotations.Nullable;

/**
 * How a session ends.
 *
 * <pre>
 *  open ──drain──► draining ──close, or the peer's CLOSE──► closing
 *    │             GOAWAY; new requests refused                │ handlers ended, all numbered
 *    │                    │                                    ▼
 *    │                    │                      CLOSE sent, numbered like a message
 *    │                    │                                    │ acknowledged, and the peer's come
 *    ▼                    ▼                                    ▼
 *  lost ◄── window over, session unknown, broken rule, abort  closed
 * </pre>
 *
 * <p>A GOAWAY that says <i>key expired</i> asks for another session while this one goes on as
 * before; any other says that requests are refused.
 *
 * <p>CLOSE has a sequence, so it is acknowledged, resent and counted like the messages before it.
 * Whatever the peer has accepted it answers before its CLOSE; so what is unanswered when that comes
 * was certainly not processed.
 */
final class SessionEnd {

    private enum State {
        OPEN,
        CLOSED,
        LOST
    }

    private static final int GOAWAY_LENGTH = 6;

    private final Sockets sockets;
    private final OutDirection out;
    private final InDirection in;
    private final Calls calls;
    private final InboundCalls inbound;
    private final SessionListener listener;
    private State state = State.OPEN;
    private boolean expiring;
    private boolean draining;
    private boolean closing;
    private boolean goAwayDue;
    private boolean peerExpires;
    private boolean peerGoesAway;
    private int code;

    SessionEnd(
            Sockets sockets,
            OutDirection out,
            InDirection in,
            Calls calls,
            InboundCalls inbound,
            SessionListener listener) {
        this.sockets = sockets;
        this.out = out;
        this.in = in;
        this.calls = calls;
        this.inbound = inbound;
        this.listener = listener;
    }

    boolean isOver() {
        return state != State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean isLost() {
        return state == State.LOST;
    }

    /** Why no request may be made now; null if it may. */
    @Nullable Failure refusal() {
        if (peerGoesAway && !isOver()) {
            return Failures.notProcessed(ErrorCode.DRAINING, "the peer takes no new requests");
        }
        return sendRefusal();
    }

    /** Why nothing may be sent now; null if it may. */
    @Nullable Failure sendRefusal() {
        if (isOver()) {
            return Failures.notProcessed(ErrorCode.SESSION_LOST, "the session has ended");
        }
        if (out.isClosing() || in.isClosed()) {
            return Failures.notProcessed(ErrorCode.DRAINING, "the session is being closed");
        }
        return null;
    }

    /** Asks the peer to open another session, and goes on meanwhile. */
    void expire() {
        if (!expiring && !draining && !isOver()) {
            expiring = true;
            code = CloseCode.KEY_EXPIRED.number();
            goAwayDue = true;
            sockets.wakeOut();
        }
    }

    void drain(int why) {
        if (!draining && !isOver()) {
            draining = true;
            code = why;
            goAwayDue = true;
            inbound.drain();
            sockets.wakeOut();
        }
    }

    void close(int why) {
        drain(why);
        closing = true;
        sockets.wakeOut();
    }

    /** A new socket for this side's data: what was said once is repeated. */
    void attached() {
        goAwayDue = draining || expiring;
    }

    /** Writes GOAWAY, if it is due, before data. */
    void fillGoAway(RecordBuffer record) {
        if (goAwayDue && !in.isClosed() && record.room() >= GOAWAY_LENGTH) {
            goAwayDue = false;
            record.write(new GoAway(code));
        }
    }

    /** Writes CLOSE, if it is time, behind data. */
    void fillClose(RecordBuffer record) {
        if (closing && inbound.isIdle()) {
            out.fillClose(record, code);
            if (out.isClosing()) {
                inbound.silence();
            }
        }
    }

    /** The peer drains, or asks for another session. Returns whether that is news. */
    boolean peerGoesAway(int why) {
        boolean expires = why == CloseCode.KEY_EXPIRED.number();
        if (peerGoesAway || (expires && peerExpires)) {
            return false;
        }
        peerExpires |= expires;
        peerGoesAway = !expires;
        listener.onGoAway(why);
        return true;
    }

    /** The peer's data has come to its end. */
    void peerClosed(int why) {
        calls.refuseAll(
                Failures.notProcessed(ErrorCode.DRAINING, "the peer closed the session before"));
        if (!isOver()) {
            listener.onClosing(why);
        }
        if (!isOver()) {
            close(CloseCode.NORMAL.number());
            check();
        }
    }

    /** Whether both ends have closed in good order now. */
    void check() {
        if (!isOver() && out.isClosed() && in.isClosed()) {
            end(State.CLOSED, Close.attachment(CloseCode.NORMAL), null);
        }
    }

    /** The session cannot be resumed: a role had no socket for too long, or the peer forgot it. */
    void unresumable(String why) {
        if (isOver()) {
            return;
        }
        boolean finished = in.isClosed() && out.isOnlyCloseLeft();
        Close close = Close.abort(CloseCode.SESSION_UNKNOWN);
        if (finished) {
            end(State.CLOSED, close, null);
        } else {
            end(State.LOST, close, new SessionLostException(why));
        }
    }

    void abort(CloseCode why, BiSocketException cause) {
        if (!isOver()) {
            end(State.LOST, Close.abort(why), cause);
        }
    }

    void peerAborted(int why) {
        String name = CloseCode.of(why).map(Enum::name).orElse("code " + why);
        String message = "the peer ended the session: " + name;
        BiSocketException cause =
                why == CloseCode.PROTOCOL_ERROR.number()
                        ? new ProtocolException(message)
                        : new SessionLostException(message);
        if (!isOver()) {
            end(State.LOST, Close.attachment(CloseCode.NORMAL), cause);
        }
    }

    private void end(State how, Close lastWord, @Nullable BiSocketException cause) {
        state = how;
        inbound.silence();
        sockets.finishAll(lastWord);
        String why = cause == null ? "the session has ended" : cause.getMessage();
        Failure unknown = Failures.unknown(ErrorCode.SESSION_LOST, why);
        Failure notProcessed = Failures.notProcessed(ErrorCode.SESSION_LOST, why);
        calls.loseAll(unknown, notProcessed);
        for (OutMessage message : out.abandon()) {
            message.state = OutMessage.State.GONE;
            message.failed(message.sequence == 0 ? notProcessed : unknown);
        }
        if (how == State.LOST) {
            inbound.abandon();
        }
        listener.onClosed(cause);
    }
}
