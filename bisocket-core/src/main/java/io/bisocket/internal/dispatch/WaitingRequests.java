package io.bisocket.internal.dispatch;

import io.bisocket.Execution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a lane that are not handled yet: those that may be, and those that wait for the
 * end of another one, which has their {@linkplain HandledRequest#turn turn}. Not thread-safe.
 */
final class WaitingRequests {

    private final Execution execution;
    private final Queue<HandledRequest> ready = new ArrayDeque<>();
    private final Map<Object, Queue<HandledRequest>> turns = new HashMap<>();
    private int inTurn;

    /**
     * @param execution the order where a handler does not say
     */
    WaitingRequests(Execution execution) {
        this.execution = execution;
    }

    /** Whether nothing would be before it. */
    boolean isNext(HandledRequest request) {
        return ready.isEmpty() && request.turn(execution) == null;
    }

    void add(HandledRequest request) {
        @Nullable Object turn = request.turn(execution);
        if (turn == null) {
            ready.add(request);
            return;
        }
        @Nullable Queue<HandledRequest> behind = turns.get(turn);
        if (behind == null) {
            turns.put(turn, new ArrayDeque<>());
            ready.add(request);
        } else {
            behind.add(request);
            inTurn++;
        }
    }

    /** Whether one of them may be handled. */
    boolean isAnyReady() {
        return !ready.isEmpty();
    }

    /** The first one that may be handled, which stays; null if there is none. */
    @Nullable HandledRequest peek() {
        return ready.peek();
    }

    /** The first one that may be handled, which is to tell when it has been; null if none. */
    @Nullable HandledRequest poll() {
        return ready.poll();
    }

    /** One has been handled: the next one of its turn may be. */
    void handled(HandledRequest request) {
        @Nullable Object turn = request.turn(execution);
        @Nullable Queue<HandledRequest> behind = turn == null ? null : turns.get(turn);
        if (behind == null) {
            return;
        }
        @Nullable HandledRequest next = behind.poll();
        if (next == null) {
            turns.remove(turn);
        } else {
            inTurn--;
            ready.add(next);
        }
    }

    int size() {
        return ready.size() + inTurn;
    }

    /** Those that there were. */
    List<HandledRequest> clear() {
        List<HandledRequest> all = new ArrayList<>(ready);
        ready.clear();
        turns.values().forEach(all::addAll);
        turns.values().forEach(Queue::clear);
        inTurn = 0;
        return all;
    }
}
