package io.bisocket.internal.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of calls in at once, those of all lanes counted together; the others wait, and the
 * lanes that wait take turns. Thread-safe.
 */
final class Turnstile {

    private final int places;
    private final Map<RequestLane, Queue<HandledRequest>> waiting = new LinkedHashMap<>();
    private int taken;

    Turnstile(int places) {
        this.places = places;
    }

    /**
     * Asks for a place.
     *
     * @return whether there is one; if not, the lane is told when there is
     */
    synchronized boolean enter(RequestLane lane, HandledRequest request) {
        if (taken < places) {
            taken++;
            return true;
        }
        waiting.computeIfAbsent(lane, key -> new ArrayDeque<>()).add(request);
        return false;
    }

    /** Gives a place back, or to the next who waits. */
    void leave() {
        boolean passedOn = false;
        while (!passedOn) {
            @Nullable Waiting next = next();
            passedOn = next == null || next.lane.letIn(next.request);
        }
    }

    private synchronized @Nullable Waiting next() {
        Iterator<Map.Entry<RequestLane, Queue<HandledRequest>>> lanes =
                waiting.entrySet().iterator();
        if (!lanes.hasNext()) {
            taken--;
            return null;
        }
        Map.Entry<RequestLane, Queue<HandledRequest>> first = lanes.next();
        RequestLane lane = first.getKey();
        Queue<HandledRequest> queue = first.getValue();
        HandledRequest request = queue.remove();
        lanes.remove();
        if (!queue.isEmpty()) {
            waiting.put(lane, queue);
        }
        return new Waiting(lane, request);
    }

    /** What waits for a lane waits no longer. */
    synchronized List<HandledRequest> withdraw(RequestLane lane) {
        @Nullable Queue<HandledRequest> queue = waiting.remove(lane);
        return queue == null ? List.of() : List.copyOf(queue);
    }

    private record Waiting(RequestLane lane, HandledRequest request) {}
}
