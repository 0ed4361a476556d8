package io.bisocket.internal.engine;

import org.jspecify.annotations.Nullable;

/** Messages that go strictly one after another: the next begins when the one before is numbered. */
final class Lane {

    /** How many of its messages wait for room in the outbox. */
    int parked;

    private final OutQueue waiting = new OutQueue();
    private @Nullable OutMessage head;

    /** Whether the message may begin now; otherwise it waits for its turn. */
    boolean enter(OutMessage message) {
        if (head == null) {
            head = message;
            return true;
        }
        waiting.addLast(message);
        return false;
    }

    /** Ends the turn of a message and returns the next one, if any waits. */
    @Nullable OutMessage leave(OutMessage message) {
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
}
