package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import io.netty.util.collection.IntObjectHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The peer's messages on their way in: put together, checked against their sequence and handed on
 * in order. A message that has come before is dropped; one that is missing ends the session.
 */
@SuppressWarnings("EnumOrdinal") // Arrays by credit class, on the way of every message.
final class InDirection {

    private final SessionSettings settings;
    private final MemoryBudget budget;
    private final Agenda agenda;
    private final AckPolicy acks;
    private final Predicate<DataHead> awaited;
    private final Consumer<InMessage> complete;
    private final ReceiveWindow[] windows = new ReceiveWindow[CreditClass.values().length];
    private final IntObjectHashMap<Partial> partials = new IntObjectHashMap<>();
    private long lastReceived;
    private boolean closed;

    /**
     * @param awaited whether anybody waits for such a message, so that its payload must be kept
     * @param complete takes each message in its turn; without payload if that was not kept
     */
    InDirection(
            SessionSettings settings,
            MemoryBudget budget,
            Agenda agenda,
            AckPolicy acks,
            Predicate<DataHead> awaited,
            Consumer<InMessage> complete) {
        this.settings = settings;
        this.budget = budget;
        this.agenda = agenda;
        this.acks = acks;
        this.awaited = awaited;
        this.complete = complete;
        long largest =
                costWithoutPayload() + Math.max(settings.maxMessageSize(), FailureCodec.MAX_LENGTH);
        for (CreditClass creditClass : CreditClass.values()) {
            windows[creditClass.ordinal()] = new ReceiveWindow(creditClass, settings, largest);
        }
    }

    private static long costWithoutPayload() {
        return 64 + DataHead.MAX_METHOD_LENGTH + Headers.MAX_LENGTH;
    }

    void received(Data data) {
        requireOpen("DATA");
        DataHead head = data.head();
        if (head == null) {
            proceed(data);
        } else {
            requireSize(head);
            window(head).begin(head);
            if (data.isLast()) {
                whole(head, data);
            } else {
                begin(head, data);
            }
        }
    }

    /** However little is accepted otherwise, a failure may always come. */
    private void requireSize(DataHead head) {
        boolean isFailure = head.kind().isFailure() && head.wireLength() <= FailureCodec.MAX_LENGTH;
        if (head.wireLength() > settings.maxMessageSize() && !isFailure) {
            throw FrameException.mustBe(
                    "a message",
                    "at most %d bytes (max-message-size)".formatted(settings.maxMessageSize()),
                    head.wireLength());
        }
    }

    private void whole(DataHead head, Data data) {
        boolean isSmall = head.costsAtMost(settings.recordSize());
        Reservation memory = isSmall ? Reservation.NONE : new Reservation(budget);
        boolean keep = !data.isVoid() && (isSmall || memory.take(head.cost()));
        byte[] payload = keep ? data.part().toBytes() : null;
        take(new InMessage(head, payload, memory, agenda.recent()), data);
    }

    private void begin(DataHead head, Data data) {
        if (partials.size() >= settings.maxPartialMessages()) {
            throw FrameException.mustBe(
                    "partial messages", "at most " + settings.maxPartialMessages(), "more");
        }
        if (partials.containsKey(data.slot())) {
            throw FrameException.mustBe("the slot of a first fragment", "free", data.slot());
        }
        Partial partial = new Partial(head, awaited.test(head), budget, agenda.recent());
        partials.put(data.slot(), partial);
        partial.append(data.part());
    }

    private void proceed(Data data) {
        Partial partial = partials.get(data.slot());
        if (partial == null) {
            throw FrameException.mustBe("the slot of a later fragment", "taken", data.slot());
        }
        partial.append(data.part());
        if (data.isLast()) {
            InMessage message = data.isVoid() ? partial.empty() : partial.complete();
            partials.remove(data.slot());
            take(message, data);
        }
    }

    private void take(InMessage message, Data last) {
        try {
            if (isNext(message, last.sequence())) {
                accept(message, last.isVoid());
            }
        } catch (RuntimeException e) {
            message.release();
            throw e;
        }
    }

    private boolean isNext(InMessage message, long sequence) {
        if (sequence <= lastReceived) {
            window(message.head()).forget(message.head());
            message.release();
            acks.changed(Urgency.NOW);
            return false;
        }
        requireNext(sequence);
        lastReceived = sequence;
        return true;
    }

    private void requireNext(long sequence) {
        if (sequence != lastReceived + 1) {
            throw FrameException.mustBe("sequence", lastReceived + 1, sequence);
        }
    }

    private void accept(InMessage message, boolean isVoid) {
        acks.received(urgency(message.head()));
        if (isVoid) {
            message.release();
            giveBack(message.head());
        } else {
            complete.accept(message);
        }
    }

    /**
     * The end of the peer's direction.
     *
     * @return whether this is news
     */
    boolean closed(Close close) {
        if (close.sequence() <= lastReceived) {
            acks.changed(Urgency.NOW);
            return false;
        }
        requireOpen("CLOSE");
        requireNext(close.sequence());
        if (!partials.isEmpty()) {
            throw FrameException.mustBe("messages before CLOSE", "complete", "partial");
        }
        lastReceived = close.sequence();
        closed = true;
        acks.received(Urgency.NOW);
        return true;
    }

    private void requireOpen(String frame) {
        if (closed) {
            throw new FrameException(frame + " must not follow the CLOSE of its direction");
        }
    }

    /** A message has left: its credit may be used again. */
    void giveBack(DataHead head) {
        ReceiveWindow window = window(head);
        window.giveBack(head);
        if (window.isMuchUntold()) {
            acks.soon();
        } else {
            acks.changed(isSmallAnswer(head) ? Urgency.LATER : Urgency.SHORTLY);
        }
    }

    /**
     * A CANCEL waits for the acknowledgement of its call, items for credit, and large messages take
     * memory.
     */
    private Urgency urgency(DataHead head) {
        if (head.kind() == MessageKind.SEND) {
            return Urgency.NOW;
        }
        return isSmallAnswer(head) ? Urgency.LATER : Urgency.SHORTLY;
    }

    private boolean isSmallAnswer(DataHead head) {
        return head.kind().creditClass() == CreditClass.ANSWERS
                && head.costsAtMost(settings.recordSize());
    }

    /** The socket is lost, and with it what has come in part. */
    void detached() {
        for (Partial partial : partials.values()) {
            window(partial.head()).forget(partial.head());
            partial.release();
        }
        partials.clear();
    }

    /** What the peer is told, now. */
    Ack ack() {
        return new Ack(lastReceived, tellGrants());
    }

    /** What the peer is told on a new socket. */
    Terms terms() {
        return new Terms(
                lastReceived,
                tellGrants(),
                settings.maxMessageSize(),
                settings.maxPartialMessages(),
                settings.algorithms());
    }

    private Grants tellGrants() {
        return new Grants(windows[0].tell(), windows[1].tell(), windows[2].tell());
    }

    boolean isClosed() {
        return closed;
    }

    boolean hasPartials() {
        return !partials.isEmpty();
    }

    ReceiveWindow window(CreditClass creditClass) {
        return windows[creditClass.ordinal()];
    }

    private ReceiveWindow window(DataHead head) {
        return window(head.kind().creditClass());
    }
}
