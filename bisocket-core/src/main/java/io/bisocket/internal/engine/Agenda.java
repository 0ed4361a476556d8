package io.bisocket.internal.engine;

import io.bisocket.internal.engine.Timers.Scheduled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All alarms of one session behind a single timer, so that the deadline of a call costs a place in
 * a heap and no scheduled task. The timer is never later than the first alarm, and often earlier:
 * clearing an alarm leaves it as it is.
 */
final class Agenda {

    private static final int INITIAL_CAPACITY = 16;

    private final Timers timers;
    private Alarm[] heap = new Alarm[INITIAL_CAPACITY];
    private int size;
    private @Nullable Scheduled timer;
    private long timerDue = Long.MAX_VALUE;
    private long recent;
    private boolean stopped;

    Agenda(Timers timers) {
        this.timers = timers;
        this.recent = timers.now();
    }

    long now() {
        recent = timers.now();
        return recent;
    }

    /** The time when it was last asked for: when the present record was begun, or later. */
    long recent() {
        return recent;
    }

    /** Lets an alarm ring then, and not when it was set to before; never once it has stopped. */
    void set(Alarm alarm, long at) {
        if (stopped) {
            return;
        }
        if (alarm.isSet()) {
            remove(alarm);
        }
        alarm.due = at;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(alarm, size++);
        siftUp(alarm);
        startTimer();
    }

    /** As {@link #set}, counted from now. */
    void setIn(Alarm alarm, long delayMillis) {
        set(alarm, now() + delayMillis);
    }

    void clear(Alarm alarm) {
        if (alarm.isSet()) {
            remove(alarm);
        }
    }

    /** Clears all alarms, for good. */
    void stop() {
        stopped = true;
        while (size > 0) {
            remove(heap[size - 1]);
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
            timerDue = Long.MAX_VALUE;
        }
    }

    private void startTimer() {
        if (size == 0 || heap[0].due >= timerDue) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        timerDue = heap[0].due;
        timer = timers.schedule(Math.max(0, timerDue - now()), this::ring);
    }

    private void ring() {
        timer = null;
        timerDue = Long.MAX_VALUE;
        long now = now();
        try {
            while (size > 0 && heap[0].due <= now) {
                Alarm alarm = heap[0];
                remove(alarm);
                alarm.ring();
            }
        } finally {
            startTimer();
        }
    }

    /** Beyond its size the heap holds nulls, which nobody reads. An alarm is only ever itself. */
    @SuppressWarnings({"NullAway", "ReferenceEquality"})
    private void remove(Alarm alarm) {
        int index = alarm.index;
        Alarm last = heap[--size];
        heap[size] = null;
        alarm.index = Alarm.NOT_SET;
        if (last != alarm) {
            place(last, index);
            siftUp(last);
            siftDown(last);
        }
    }

    private void siftUp(Alarm alarm) {
        int index = alarm.index;
        while (index > 0) {
            Alarm parent = heap[(index - 1) / 2];
            if (parent.due <= alarm.due) {
                break;
            }
            int up = parent.index;
            place(parent, index);
            index = up;
        }
        place(alarm, index);
    }

    private void siftDown(Alarm alarm) {
        int index = alarm.index;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && heap[child + 1].due < heap[child].due) {
                child++;
            }
            if (alarm.due <= heap[child].due) {
                break;
            }
            place(heap[child], index);
            index = child;
        }
        place(alarm, index);
    }

    private void place(Alarm alarm, int index) {
        heap[index] = alarm;
        alarm.index = index;
    }
}
