package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.internal.engine.OutMessage.State;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What waits for the peer, unsent or unacknowledged, and what happens when that is too much. Each
 * credit class has a bound of its own: items that nobody takes must not keep out the requests of
 * the one who would. Answers are always taken; the number of handlers bounds them.
 */
@SuppressWarnings("EnumOrdinal") // Arrays by credit class, on the way of every message.
final class Outbox {

    private final long limit;
    private final long[] bytes = new long[CreditClass.values().length];
    private final OutQueue[] parked = new OutQueue[bytes.length];
    private final Lane sends = new Lane();
    private final Ready ready;
    private final Runnable wake;
    private final Runnable overflow;
    private final Consumer<DataHead> sent;
    private long unreadAnswers;
    private int unnumbered;
    private int answers;

    /**
     * @param wake told when there may be something to send
     * @param overflow told when the session is to end for lack of room
     * @param sent told of each message that has gone as a whole
     */
    Outbox(long limit, Ready ready, Runnable wake, Runnable overflow, Consumer<DataHead> sent) {
        this.limit = limit;
        this.ready = ready;
        this.wake = wake;
        this.overflow = overflow;
        this.sent = sent;
        for (int i = 0; i < parked.length; i++) {
            parked[i] = new OutQueue();
        }
    }

    /** Where sends go one after another. */
    Lane sends() {
        return sends;
    }

    /** Takes a message, or has it wait or fail as its policy says. */
    void submit(OutMessage message) {
        if (isAnswer(message)) {
            answers++;
        }
        if (isAnswer(message) && message.lane != null && message.lane.parked > 0) {
            // The items before it are still waiting for room.
            park(message);
        } else if (admits(message)) {
            unnumbered++;
            admit(message);
        } else {
            submitToFull(message);
        }
    }

    private void submitToFull(OutMessage message) {
        switch (message.whenFull) {
            case WAIT -> park(message);
            case FAIL -> refuse(message);
            case DROP_OLDEST -> replaceOldest(message);
            case DISCONNECT -> {
                refuse(message);
                overflow.run();
            }
        }
    }

    private static void refuse(OutMessage message) {
        message.state = State.GONE;
        message.failed(full());
    }

    private void replaceOldest(OutMessage message) {
        List<OutMessage> oldest = oldest(message);
        oldest.forEach(this::withdraw);
        if (admits(message)) {
            unnumbered++;
            admit(message);
        } else {
            refuse(message);
        }
        oldest.forEach(each -> each.failed(full()));
    }

    /** The oldest that make room enough for a message; none if all of them do not. */
    private List<OutMessage> oldest(OutMessage message) {
        if (!parked(message).isEmpty()) {
            return List.of();
        }
        List<OutMessage> oldest = new ArrayList<>();
        long used = bytes(message.creditClass());
        for (OutMessage old : (message.lane == null ? sends : message.lane).droppable()) {
            if (old.state == State.WAITING) {
                oldest.add(old);
                used -= old.cost();
            }
            if (used == 0 || used + message.cost() <= limit) {
                return oldest;
            }
        }
        return List.of();
    }

    private void park(OutMessage message) {
        unnumbered++;
        if (message.lane != null) {
            message.lane.parked++;
        }
        parked(message).addLast(message);
    }

    private static Failure full() {
        return Failures.notProcessed(
                ErrorCode.OUTBOX_FULL, "the outbox is full (max-outbox-bytes)");
    }

    private boolean admits(OutMessage message) {
        return isAnswer(message) || (parked(message).isEmpty() && fits(message));
    }

    private static boolean isAnswer(OutMessage message) {
        return message.creditClass() == CreditClass.ANSWERS;
    }

    private boolean fits(OutMessage message) {
        long used = bytes(message.creditClass());
        return isAnswer(message) || used == 0 || used + message.cost() <= limit;
    }

    /** Where a message waits for room; an answer only waits behind the items of its lane. */
    private OutQueue parked(OutMessage message) {
        CreditClass as = isAnswer(message) ? CreditClass.ITEMS : message.creditClass();
        return parked[as.ordinal()];
    }

    private void admit(OutMessage message) {
        bytes[message.creditClass().ordinal()] += message.cost();
        message.state = State.WAITING;
        if (message.lane == null || message.lane.enter(message)) {
            makeReady(message);
        }
    }

    private void makeReady(OutMessage message) {
        if (isAnswer(message)) {
            unreadAnswers += message.cost();
        }
        ready.add(message);
        wake.run();
    }

    /**
     * Takes a message back: one that has not begun vanishes, any other becomes void. Whoever does
     * this tells the message's listener.
     */
    void withdraw(OutMessage message) {
        switch (message.state) {
            case PARKED -> {
                vanish(message);
                leaveParked(message);
                answerGone(message);
                admitParked(message);
            }
            case WAITING -> {
                vanish(message);
                leaveLane(message);
                release(message);
            }
            case BEGUN, NUMBERED -> message.voidIt();
            case GONE -> {}
        }
        wake.run();
    }

    /** Takes back all of a lane that is not numbered, and tells the listeners why. */
    void withdraw(Lane lane, Failure why) {
        withdrawParked(lane, why);
        OutMessage message = lane.waiting().first();
        while (message != null) {
            withdraw(message);
            message.failed(why);
            message = lane.waiting().first();
        }
        OutMessage head = lane.head();
        if (head != null) {
            withdraw(head);
            head.failed(why);
        }
    }

    private void withdrawParked(Lane lane, Failure why) {
        List<OutMessage> mine = new ArrayList<>();
        OutMessage message = parked[CreditClass.ITEMS.ordinal()].first();
        while (message != null && mine.size() < lane.parked) {
            if (message.lane == lane) {
                mine.add(message);
            }
            message = message.next;
        }
        for (OutMessage each : mine) {
            withdraw(each);
            each.failed(why);
        }
    }

    private void vanish(OutMessage message) {
        if (message.queue != null) {
            message.queue.remove(message);
        }
        unnumbered--;
        message.state = State.GONE;
    }

    private void leaveLane(OutMessage message) {
        OutMessage next = message.lane == null ? null : message.lane.leave(message);
        if (next != null) {
            makeReady(next);
        }
    }

    /** A message has got its number: the next of its lane may begin. */
    void numbered(OutMessage message) {
        unnumbered--;
        leaveLane(message);
        if (!message.isVoid()) {
            sent.accept(message.head());
        }
    }

    /** A message is gone, and its room free. */
    void release(OutMessage message) {
        bytes[message.creditClass().ordinal()] -= message.cost();
        if (isAnswer(message)) {
            unreadAnswers -= message.cost();
        }
        answerGone(message);
        admitParked(message);
    }

    private void answerGone(OutMessage message) {
        if (isAnswer(message)) {
            answers--;
        }
    }

    private void admitParked(OutMessage like) {
        OutQueue queue = parked(like);
        OutMessage message = queue.first();
        while (message != null && fits(message)) {
            queue.remove(message);
            leaveParked(message);
            admit(message);
            message = queue.first();
        }
    }

    private static void leaveParked(OutMessage message) {
        if (message.lane != null) {
            message.lane.parked--;
        }
    }

    /** Takes out all that wait for room. */
    void drainParked(Collection<OutMessage> to) {
        for (OutQueue queue : parked) {
            queue.drain(to);
        }
    }

    /** Whether everything that was submitted has got its number. */
    boolean isNumbered() {
        return unnumbered == 0;
    }

    /** How many messages have not got their number. */
    int unnumbered() {
        return unnumbered;
    }

    long bytes(CreditClass creditClass) {
        return bytes[creditClass.ordinal()];
    }

    /** How many answers the peer may not have. */
    int answers() {
        return answers;
    }

    /**
     * Bytes of answers that nothing but the peer's reading holds up. Those behind items of their
     * stream do not count: they may wait for a consumer who waits for another answer.
     */
    long unreadAnswers() {
        return unreadAnswers;
    }
}
