package io.bisocket.internal.engine;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Messages in order, linked through themselves; each is in one queue at most. */
final class OutQueue {

    private @Nullable OutMessage first;
    private @Nullable OutMessage last;

    boolean isEmpty() {
        return first == null;
    }

    @Nullable OutMessage first() {
        return first;
    }

    void addLast(OutMessage message) {
        message.queue = this;
        message.previous = last;
        if (last == null) {
            first = message;
        } else {
            last.next = message;
        }
        last = message;
    }

    @Nullable OutMessage poll() {
        OutMessage message = first;
        if (message != null) {
            remove(message);
        }
        return message;
    }

    void remove(OutMessage message) {
        OutMessage previous = message.previous;
        OutMessage next = message.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previous = previous;
        }
        message.queue = null;
        message.previous = null;
        message.next = null;
    }

    /** Moves all of them. */
    void drain(Collection<OutMessage> to) {
        OutMessage message = poll();
        while (message != null) {
            to.add(message);
            message = poll();
        }
    }
}
