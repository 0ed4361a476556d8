package io.bisocket.internal.engine;

import io.bisocket.WhenFull;
import io.bisocket.internal.engine.OutMessage.State;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Messages that go strictly one after another: the next begins when the one before is numbered. */
final class Lane {

    /** How many of its messages wait for room in the outbox. */
    int parked;

    private final OutQueue waiting = new OutQueue();

    /**
     * Those that may make room for newer ones; whatever has begun since is taken out in passing.
     */
    private final Deque<OutMessage> droppable = new ArrayDeque<>(0);

    private @Nullable OutMessage head;

    /** Whether the message may begin now; otherwise it waits for its turn. */
    boolean enter(OutMessage message) {
        if (message.whenFull == WhenFull.DROP_OLDEST) {
            droppable.add(message);
        }
        if (head == null) {
            head = message;
            return true;
        }
        waiting.addLast(message);
        return false;
    }

    /** Ends the turn of a message and returns the next one, if any waits. */
    @Nullable OutMessage leave(OutMessage message) {
        while (!droppable.isEmpty() && droppable.element().state != State.WAITING) {
            droppable.remove();
        }
        if (message != head) {
            return null;
        }
        head = waiting.poll();
        return head;
    }

    /** The message whose turn it is. */
    @Nullable OutMessage head() {
        return head;
    }

    /** Those behind it, in order. */
    OutQueue waiting() {
        return waiting;
    }

    /** Those that may make room for newer ones, oldest first; some of them may have begun. */
    Iterable<OutMessage> droppable() {
        return droppable;
    }
}
