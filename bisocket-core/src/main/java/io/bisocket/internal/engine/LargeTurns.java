package io.bisocket.internal.engine;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Large messages that have begun on a socket, and whose turn it is. Three turns of four belong to
 * the one of which least is left: it is complete as soon as can be, and of several that are equally
 * long one comes after the other, so that the peer works on the first while the next is on its way.
 * Every fourth turn belongs to the one that began first, which so gets ahead whatever else comes.
 */
final class LargeTurns {

    private static final int CYCLE = 4;

    /** In the order in which they began. */
    private final OutQueue queue = new OutQueue();

    private int turn;

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void begin(OutMessage message) {
        queue.addLast(message);
    }

    void remove(OutMessage message) {
        queue.remove(message);
    }

    @Nullable OutMessage poll() {
        return queue.poll();
    }

    /** The one whose turn it is; null if there is none. */
    @Nullable OutMessage next() {
        return turn == 0 ? queue.first() : shortest();
    }

    /** It has had its turn. */
    void proceed() {
        turn = (turn + 1) % CYCLE;
    }

    private @Nullable OutMessage shortest() {
        OutMessage shortest = queue.first();
        OutMessage message = shortest;
        while (shortest != null && message != null) {
            if (message.left() < shortest.left()) {
                shortest = message;
            }
            message = message.next;
        }
        return shortest;
    }

    /** Takes all of them out. */
    void drain(Collection<OutMessage> to) {
        queue.drain(to);
    }
}
