package io.bisocket.test.faults;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;

/** What is to pass later, in order. */
final class Held {

    private record Step(Runnable run, long dueNanos) {}

    private final Queue<Step> steps = new ArrayDeque<>();

    boolean isEmpty() {
        return steps.isEmpty();
    }

    int size() {
        return steps.size();
    }

    void add(Runnable step, long dueNanos) {
        steps.add(new Step(step, dueNanos));
    }

    void releaseDue(long now) {
        for (Step next = steps.peek(); next != null && next.dueNanos - now <= 0; ) {
            steps.remove();
            next.run.run();
            next = steps.peek();
        }
    }

    void releaseAll() {
        for (Step next = steps.poll(); next != null; next = steps.poll()) {
            next.run.run();
        }
    }

    /** In how many nanoseconds the next one is due. */
    OptionalLong nextIn(long now) {
        Step next = steps.peek();
        return next == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, next.dueNanos - now));
    }
}
