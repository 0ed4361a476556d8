package io.bisocket.internal.engine;

import io.bisocket.internal.engine.OutMessage.State;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * A request or stream of this side. To be used on the session's thread alone.
 *
 * <pre>
 *            ┌─ reply, end, error ───────────────────────────────► ended
 *  pending ──┤
 *            └─ cancelled, deadline ─┬─ not numbered ────────────► ended
 *                                    └─ numbered: forgotten ─┬─ resent as void ─► ended
 *                                         CANCEL once acked  └─ answered ───────► ended
 * </pre>
 *
 * <p>The listener is told at the first arrow; a forgotten call is kept only until the peer is known
 * to have forgotten it as well.
 */
public final class Call extends Alarm implements Numbered<Call> {

    /** No deadline. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    final MessageKind kind;
    final CallListener listener;

    private final Calls calls;
    private final long reference;
    private final long deadline;
    private OutMessage message;
    private @Nullable Call nextInBucket;
    private long demand;
    private long toldDemand;
    private long items;
    private boolean acknowledged;
    private boolean settled;

    /** Whether it stands in the queue for CANCEL and DEMAND. */
    boolean isDue;

    @SuppressWarnings("NullAway.Init") // its message refers to the call
    Call(
            Calls calls,
            MessageKind kind,
            long reference,
            long deadline,
            long demand,
            CallListener listener) {
        this.calls = calls;
        this.kind = kind;
        this.reference = reference;
        this.deadline = deadline;
        this.demand = demand;
        this.listener = listener;
    }

    /** This side's number for it. */
    @Override
    public long reference() {
        return reference;
    }

    /** Loses interest: the listener is told at once, the peer as soon as may be. */
    public void cancel() {
        calls.cancel(this);
    }

    /** Lets this many more items of a stream come; {@link Long#MAX_VALUE} for any number. */
    public void demand(long more) {
        if (more <= 0) {
            throw new IllegalArgumentException("demand must be at least 1 but was " + more);
        }
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        if (acknowledged && !settled) {
            calls.due(this);
        }
    }

    @Override
    public @Nullable Call nextInBucket() {
        return nextInBucket;
    }

    @Override
    public void nextInBucket(@Nullable Call next) {
        nextInBucket = next;
    }

    void message(OutMessage message) {
        this.message = message;
    }

    OutMessage message() {
        return message;
    }

    /** Its deadline has come. */
    @Override
    void ring() {
        calls.expire(this);
    }

    /** The peer has its message. */
    void messageAcknowledged() {
        calls.acknowledged(this);
    }

    /** Its message will not be sent. */
    void messageFailed(Failure failure) {
        calls.failed(this, failure);
    }

    long deadline() {
        return deadline;
    }

    long demand() {
        return demand;
    }

    /** The head of its message as it goes out now. */
    DataHead renew(DataHead head, long now) {
        return new DataHead(
                head.kind(),
                head.reference(),
                timeout(now),
                tellDemand(),
                head.method(),
                head.headers(),
                head.compression(),
                head.rawLength(),
                head.wireLength());
    }

    /** What is left until its deadline, for the wire. */
    long timeout(long now) {
        return deadline == NO_DEADLINE
                ? DataHead.NO_TIMEOUT
                : Math.max(0, Math.min(deadline - now, DataHead.NO_TIMEOUT - 1));
    }

    /** Its demand, on its way to the peer. */
    long tellDemand() {
        toldDemand = demand;
        return demand;
    }

    /** The peer has it, and may be sent CANCEL and DEMAND. */
    void acknowledged() {
        acknowledged = true;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    boolean isDemandDue() {
        return demand > toldDemand;
    }

    /** Counts an item. Returns whether it was asked for. */
    boolean countItem() {
        return ++items <= demand;
    }

    /** Whether the peer cannot have seen all of it. */
    boolean isUnsent() {
        return message.sequence == 0;
    }

    boolean isGone() {
        return message.state == State.GONE;
    }

    /** The listener has been told the end, or is about to be. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    void fail(Failure failure) {
        settled = true;
        listener.onFailed(failure);
    }
}
