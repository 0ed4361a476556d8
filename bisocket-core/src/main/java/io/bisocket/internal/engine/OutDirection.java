package io.bisocket.internal.engine;

import io.bisocket.internal.engine.OutMessage.State;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This side's messages on their way to the peer: begun when there is credit, cut into fragments,
 * numbered with the last one, kept until acknowledged.
 *
 * <pre>
 *  attached ──► resending: what is numbered goes again, whole and in order, before anything else
 *      ▲            │ all resent
 *      │            ▼
 *      │        flowing: half a record for small messages, the rest for large ones, see LargeTurns
 *      │            │ socket lost: large messages that have begun will start anew
 *      └── detached ◄┘
 * </pre>
 */
final class OutDirection {

    private static final int CLOSE_LENGTH = 15;

    private final Ready ready;
    private final Outbox outbox;
    private final FragmentWriter writer;
    private final Slots slots = new Slots();

    /** Large messages under way on this socket. */
    private final LargeTurns active = new LargeTurns();

    /** Large messages that were under way on a socket now lost. */
    private final OutQueue restarting = new OutQueue();

    private final OutQueue unacknowledged = new OutQueue();
    private @Nullable OutMessage resending;
    private boolean attached;
    private boolean largeIsOwed;
    private long lastSequence;
    private long acknowledged;
    private long closeSequence;
    private boolean closeWritten;

    OutDirection(Ready ready, Outbox outbox, FragmentWriter writer) {
        this.ready = ready;
        this.outbox = outbox;
        this.writer = writer;
    }

    /** Fills a record with data, as far as credit and room go. */
    void fill(RecordBuffer record) {
        if (!attached || !resend(record)) {
            return;
        }
        if (!largeIsOwed) {
            beginSmall(record, record.limit() / 2);
        }
        if (ready.nextSmall() == null) {
            record.widen();
        }
        boolean proceeded = proceedLarge(record);
        beginSmall(record, record.limit());
        // Small messages that fill records on their own must not starve the large ones.
        largeIsOwed = !proceeded && !record.isEmpty() && nextLarge() != null;
    }

    /** Whether everything has been resent that must be before anything else goes. */
    private boolean resend(RecordBuffer record) {
        while (resending != null) {
            OutMessage message = resending;
            if (!writer.fits(message, record)) {
                return false;
            }
            takeSlot(message);
            if (writer.write(message, record, message.sequence)) {
                resending = message.next;
                finish(message);
            }
        }
        return true;
    }

    private void beginSmall(RecordBuffer record, int quota) {
        OutMessage message = ready.nextSmall();
        while (message != null && writer.fits(message, record)) {
            ready.begin(message);
            writer.write(message, record, lastSequence + 1);
            number(message);
            message = record.used() < quota ? ready.nextSmall() : null;
        }
    }

    private boolean proceedLarge(RecordBuffer record) {
        boolean proceeded = false;
        OutMessage message = nextLarge();
        while (message != null && writer.fits(message, record)) {
            takeTurn(message);
            if (writer.write(message, record, lastSequence + 1)) {
                active.remove(message);
                number(message);
            }
            proceeded = true;
            message = nextLarge();
        }
        return proceeded;
    }

    /** Those that begin go first: one that is short must not wait behind one that is long. */
    private @Nullable OutMessage nextLarge() {
        OutMessage message = null;
        if (slots.hasFree()) {
            message = restarting.isEmpty() ? ready.nextLarge() : restarting.first();
        }
        return message == null ? active.next() : message;
    }

    private void takeTurn(OutMessage message) {
        if (message.state == State.WAITING) {
            ready.begin(message);
            message.state = State.BEGUN;
            active.begin(message);
        } else if (!message.isStarted()) {
            restarting.remove(message);
            active.begin(message);
        } else {
            active.proceed();
        }
        takeSlot(message);
    }

    private void takeSlot(OutMessage message) {
        if (message.slot() == Slots.NONE && !message.isSmall()) {
            message.slot(slots.take());
        }
    }

    private void number(OutMessage message) {
        message.sequence = ++lastSequence;
        message.state = State.NUMBERED;
        unacknowledged.addLast(message);
        outbox.numbered(message);
        finish(message);
    }

    private void finish(OutMessage message) {
        if (message.slot() != Slots.NONE) {
            slots.free(message.slot());
            message.slot(Slots.NONE);
        }
        message.sent();
    }

    /** Writes the end of this direction, once everything before it is numbered. */
    void fillClose(RecordBuffer record, int code) {
        if (attached && isDrained() && !closeWritten && record.room() >= CLOSE_LENGTH) {
            if (closeSequence == 0) {
                closeSequence = ++lastSequence;
            }
            closeWritten = true;
            record.write(new Close(CloseScope.SESSION, code, closeSequence));
        }
    }

    /**
     * The peer has everything up to this sequence.
     *
     * @return how many messages of that are news
     */
    long acknowledge(long sequence) {
        long sent = lastSequence;
        if (resending != null) {
            sent = resending.sequence - 1;
        } else if (closeSequence != 0 && !closeWritten) {
            sent = closeSequence - 1;
        }
        return acknowledge("acknowledged sequence", sequence, sent);
    }

    private long acknowledge(String what, long sequence, long sent) {
        if (sequence > sent) {
            throw FrameException.mustBe(what, "at most " + sent, sequence);
        }
        if (sequence <= acknowledged) {
            return 0;
        }
        long news = sequence - acknowledged;
        acknowledged = sequence;
        OutMessage message = unacknowledged.first();
        while (message != null && message.sequence <= sequence) {
            unacknowledged.remove(message);
            message.state = State.GONE;
            message.acknowledged();
            outbox.release(message);
            message = unacknowledged.first();
        }
        return news;
    }

    /** A new socket: the peer has stated what it has, and what may come. */
    void attached(Terms peers) {
        String what = "last sequence received";
        if (peers.lastReceived() < acknowledged) {
            throw FrameException.mustBe(what, "at least " + acknowledged, peers.lastReceived());
        }
        acknowledge(what, peers.lastReceived(), lastSequence);
        ready.grant(peers.grants());
        slots.limit(peers.maxPartialMessages());
        closeWritten = closeSequence != 0 && closeSequence <= acknowledged;
        resending = unacknowledged.first();
        attached = true;
    }

    /** The socket is lost. */
    void detached() {
        attached = false;
        resending = null;
        slots.freeAll();
        OutMessage message = active.poll();
        while (message != null) {
            message.restart();
            restarting.addLast(message);
            message = active.poll();
        }
        for (message = unacknowledged.first(); message != null; message = message.next) {
            message.restart();
        }
    }

    /** Empties everything and returns what was in it. */
    List<OutMessage> abandon() {
        attached = false;
        resending = null;
        List<OutMessage> all = new ArrayList<>();
        outbox.drainParked(all);
        ready.drain(all);
        active.drain(all);
        restarting.drain(all);
        for (OutMessage message : List.copyOf(all)) {
            if (message.lane != null) {
                message.lane.waiting().drain(all);
            }
        }
        unacknowledged.drain(all);
        return all;
    }

    /** Whether everything that was submitted has been numbered, and resent where need be. */
    boolean isDrained() {
        return outbox.isNumbered() && resending == null;
    }

    /** Whether nothing more can go now. */
    boolean isQuiet() {
        return resending == null && active.isEmpty() && restarting.isEmpty() && ready.isStuck();
    }

    /** Whether nothing but the end of this direction is still to be acknowledged. */
    boolean isOnlyCloseLeft() {
        return isClosing() && unacknowledged.isEmpty();
    }

    /** Whether the peer has yet to acknowledge something. */
    boolean isUnacknowledged() {
        return acknowledged < lastSequence;
    }

    /** Whether the peer has acknowledged the end of this direction. */
    boolean isClosed() {
        return closeSequence != 0 && acknowledged >= closeSequence;
    }

    /** Whether the end of this direction has been sent: nothing may be submitted any more. */
    boolean isClosing() {
        return closeSequence != 0;
    }
}
