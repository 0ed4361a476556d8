package io.bisocket.internal.engine;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.DataCodec;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out.
 *
 * <pre>
 *  PARKED ──room──► WAITING ──credit, first fragment──► BEGUN ──last fragment──► NUMBERED ──ack──► GONE
 *     │                │                                  │                         │
 *     └─ withdrawn ────┴──► GONE            withdrawn: void, but numbered all the same
 * </pre>
 */
final class OutMessage {

    private static final int LATER_OVERHEAD = DataCodec.overhead(null, true);

    enum State {
        /** The outbox is full. */
        PARKED,
        /** Not charged yet. */
        WAITING,
        /** Charged; it will take a sequence, come what may. */
        BEGUN,
        /** Kept until it is acknowledged. */
        NUMBERED,
        GONE
    }

    final @Nullable Call call;
    final @Nullable Lane lane;
    final WhenFull whenFull;
    State state = State.PARKED;
    long sequence;

    /** Place in a queue; see {@link OutQueue}. */
    @Nullable OutQueue queue;

    @Nullable OutMessage previous;
    @Nullable OutMessage next;

    private final DataHead head;
    private final long cost;
    private final int firstOverhead;
    private final boolean small;
    private @Nullable SendListener listener;
    private byte @Nullable [] payload;
    private boolean toldVoid;

    /** Where the present transmission stands. */
    private boolean started;

    private int offset;
    private int slot = Slots.NONE;

    /**
     * @param listener told what becomes of it; null if a call is
     * @param head with the time left and the demand of the moment; both are renewed later
     */
    OutMessage(
            DataHead head,
            byte[] payload,
            @Nullable Call call,
            @Nullable Lane lane,
            WhenFull whenFull,
            @Nullable SendListener listener,
            int smallCost) {
        this.head = head;
        this.payload = payload;
        this.call = call;
        this.lane = lane;
        this.whenFull = whenFull;
        this.listener = listener;
        this.cost = head.cost();
        this.small = cost <= smallCost;
        this.firstOverhead = DataCodec.overhead(head, true);
    }

    CreditClass creditClass() {
        return head.kind().creditClass();
    }

    long cost() {
        return cost;
    }

    boolean isSmall() {
        return small;
    }

    /** What its next fragment takes in a record beside the payload, in bytes, if it is the last. */
    int overhead() {
        return started ? LATER_OVERHEAD : firstOverhead;
    }

    /** What it is, with the time left and the demand of its beginning. */
    DataHead head() {
        return head;
    }

    /** The head of a first fragment that is sent now. */
    DataHead head(long now) {
        return call == null ? head : call.renew(head, now);
    }

    /** What is left until its deadline, for the wire. */
    long timeout(long now) {
        return call == null ? head.timeoutMillis() : call.timeout(now);
    }

    /** How many items may come, for the wire. */
    long demand() {
        return call == null ? head.demand() : call.tellDemand();
    }

    /** All of the payload; null if it is void. */
    byte @Nullable [] payload() {
        return payload;
    }

    boolean isVoid() {
        return payload == null;
    }

    /** Empties it: it has no content from now on. */
    void voidIt() {
        payload = null;
    }

    /** Whether the last transmission told the peer that it is void. */
    boolean wasToldVoid() {
        return toldVoid;
    }

    boolean isStarted() {
        return started;
    }

    int slot() {
        return slot;
    }

    void slot(int slot) {
        this.slot = slot;
    }

    /** Bytes of the payload that the present transmission has not sent. */
    int left() {
        return payload == null ? 0 : payload.length - offset;
    }

    /** Takes the next bytes of the payload. */
    Slice take(int length) {
        started = true;
        if (payload == null) {
            return Slice.EMPTY;
        }
        Slice part = new Slice(payload, offset, length);
        offset += length;
        return part;
    }

    /** The last fragment has been taken. */
    void sent() {
        toldVoid = payload == null;
        started = false;
    }

    /** Forgets the present transmission: the next one starts anew. */
    void restart() {
        started = false;
        offset = 0;
        slot = Slots.NONE;
    }

    void acknowledged() {
        payload = null;
        SendListener told = takeListener();
        if (told != null) {
            told.onAcknowledged();
        } else if (call != null) {
            call.messageAcknowledged();
        }
    }

    void failed(Failure failure) {
        SendListener told = takeListener();
        if (told != null) {
            told.onFailed(failure);
        } else if (call != null) {
            call.messageFailed(failure);
        }
    }

    private @Nullable SendListener takeListener() {
        SendListener told = listener;
        listener = null;
        return told;
    }
}
