package io.bisocket.internal.engine;

import io.bisocket.BiSocketException;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import org.jspecify.annotations.Nullable;

/**
 * One side of a session: calls and answers in, frames out, and back. All calls must come on one
 * thread, the session's; so do all that it makes. Sockets come and go, see {@link #attachments};
 * the session stays.
 */
public final class SessionEngine {

    final SessionParts parts;
    private final References references = new References();
    private final Attachments attachments;

    /** A session without sockets: on the server both must come within the resume window. */
    public SessionEngine(
            Side side,
            SessionSettings settings,
            Timers timers,
            MemoryBudget budget,
            SessionListener listener) {
        parts = new SessionParts(side, settings, timers, budget, listener);
        attachments = new Attachments(parts);
    }

    /** How sockets come to the session and go. */
    public Attachments attachments() {
        return attachments;
    }

    /**
     * Sends a message that wants no answer; one after another, in the order in which they are sent.
     * The listener may be told before this returns.
     *
     * @return this side's number for it; replies come under it to {@link
     *     SessionListener#onSendReply}
     */
    public long send(String method, Content content, WhenFull whenFull, SendListener told) {
        long reference = references.nextSend();
        Failure refusal = parts.end.sendRefusal();
        if (refusal == null) {
            refusal = parts.messages.refusal(method, content);
        }
        if (refusal == null) {
            parts.outbox.submit(
                    parts.messages.ordered(
                            MessageKind.SEND,
                            reference,
                            method,
                            content,
                            parts.outbox.sends(),
                            whenFull,
                            told));
        } else {
            told.onFailed(refusal);
        }
        return reference;
    }

    /**
     * Makes a request. The listener may be told before this returns.
     *
     * @param deadline on the clock of {@link Timers}, or {@link Call#NO_DEADLINE}
     */
    public Call request(
            String method, Content content, long deadline, WhenFull whenFull, CallListener told) {
        Call call = call(MessageKind.REQUEST, deadline, 0, told);
        start(call, method, content, whenFull);
        return call;
    }

    /**
     * Asks for a reply stream. The listener may be told before this returns.
     *
     * @param deadline on the clock of {@link Timers}, or {@link Call#NO_DEADLINE}
     * @param demand how many items may come at first
     */
    public Call stream(
            String method,
            Content content,
            long deadline,
            long demand,
            WhenFull whenFull,
            CallListener told) {
        Call call = call(MessageKind.STREAM, deadline, demand, told);
        start(call, method, content, whenFull);
        return call;
    }

    private Call call(MessageKind kind, long deadline, long demand, CallListener told) {
        return new Call(parts.calls, kind, references.nextAnswered(), deadline, demand, told);
    }

    private void start(Call call, String method, Content content, WhenFull whenFull) {
        Failure refusal = parts.end.refusal();
        if (refusal == null) {
            refusal = parts.messages.refusal(method, content);
        }
        if (refusal == null) {
            parts.calls.start(call, method, content, whenFull);
        } else {
            call.fail(refusal);
        }
    }

    /**
     * Asks the peer to open another session, since this one's key has expired; goes on till then.
     */
    public void expire() {
        parts.end.expire();
    }

    /** Refuses new requests of the peer, and tells it so; those accepted are answered. */
    public void drain(CloseCode why) {
        parts.end.drain(why.number());
    }

    /**
     * Closes in good order: drains, sends all that was submitted, and says that it was all. The
     * session is over when the peer has done the same.
     */
    public void close(CloseCode why) {
        parts.end.close(why.number());
    }

    /** Ends the session at once: what is pending is lost. */
    public void abort(CloseCode why, BiSocketException cause) {
        parts.end.abort(why, cause);
    }

    /** The peer has said that it does not know the session. */
    public void sessionUnknown() {
        parts.end.unresumable("the peer no longer knows the session");
    }

    /** Whether both roles have been attached, so that data may flow. */
    public boolean isEstablished() {
        return parts.sockets.areEstablished();
    }

    /** What the peer accepts; null before the first socket. */
    public @Nullable Terms peerTerms() {
        return parts.messages.peer();
    }

    /** What waits for the peer, unsent or unacknowledged, in bytes. */
    public long outboxBytes() {
        long bytes = 0;
        for (CreditClass creditClass : CreditClass.values()) {
            bytes += parts.outbox.bytes(creditClass);
        }
        return bytes;
    }

    /** How many messages have not been sent as a whole. */
    public int unsent() {
        return parts.outbox.unnumbered();
    }

    /** This side's requests and streams that are not over. */
    public int pendingCalls() {
        return parts.calls.size();
    }

    /** The peer's calls whose handlers run. */
    public int runningHandlers() {
        return parts.inbound.running();
    }

    /** Whether no call of the peer waits or runs. */
    public boolean isInboundIdle() {
        return parts.inbound.isIdle();
    }

    /** Whether the session has ended, well or badly. */
    public boolean isOver() {
        return parts.end.isOver();
    }

    /** Whether anything is under way in either direction. */
    public boolean isBusy() {
        return parts.isBusy();
    }
}
