package io.bisocket.internal.engine;

import io.bisocket.internal.engine.Timers.Scheduled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All alarms of one session behind a single timer, so that the deadline of a call costs a place in
 * a heap and no scheduled task. Nearly all deadlines are cleared, and nearly all come in the order
 * in which they were set: one that is cleared stays in the heap until as many are cleared as are
 * set, and setting one moves hardly any other. The timer is never later than the first alarm, and
 * often earlier: clearing an alarm leaves it as it is.
 */
final class Agenda {

    private static final int INITIAL_CAPACITY = 16;

    private final Timers timers;
    private Alarm[] heap = new Alarm[INITIAL_CAPACITY];
    private int size;
    private int cleared;
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
        if (alarm.index == Alarm.NOWHERE) {
            alarm.due = at;
            add(alarm);
        } else {
            move(alarm, at);
        }
        alarm.isSet = true;
        startTimer();
    }

    /** As {@link #set}, counted from now. */
    void setIn(Alarm alarm, long delayMillis) {
        set(alarm, now() + delayMillis);
    }

    void clear(Alarm alarm) {
        if (!alarm.isSet) {
            return;
        }
        alarm.isSet = false;
        cleared++;
        if (cleared == size) {
            forgetAll();
        } else if (cleared >= size - cleared) {
            forgetCleared();
        }
    }

    /** Clears all alarms, for good. */
    void stop() {
        stopped = true;
        forgetAll();
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
            while (size > 0 && (heap[0].due <= now || !heap[0].isSet)) {
                Alarm alarm = heap[0];
                boolean rings = alarm.isSet;
                removeFirst();
                if (rings) {
                    alarm.ring();
                }
            }
        } finally {
            startTimer();
        }
    }

    private void add(Alarm alarm) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(alarm, size++);
        siftUp(alarm);
    }

    private void move(Alarm alarm, long at) {
        if (!alarm.isSet) {
            cleared--;
        }
        boolean earlier = at < alarm.due;
        alarm.due = at;
        if (earlier) {
            siftUp(alarm);
        } else {
            siftDown(alarm);
        }
    }

    private void removeFirst() {
        Alarm first = heap[0];
        if (!first.isSet) {
            cleared--;
        }
        leave(first);
        Alarm last = heap[--size];
        forget(size);
        if (size > 0) {
            place(last, 0);
            siftDown(last);
        }
    }

    private void forgetAll() {
        for (int i = 0; i < size; i++) {
            leave(heap[i]);
            forget(i);
        }
        size = 0;
        cleared = 0;
    }

    private void forgetCleared() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Alarm alarm = heap[i];
            if (alarm.isSet) {
                place(alarm, kept++);
            } else {
                leave(alarm);
            }
        }
        for (int i = kept; i < size; i++) {
            forget(i);
        }
        size = kept;
        cleared = 0;
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(heap[i]);
        }
    }

    private static void leave(Alarm alarm) {
        alarm.isSet = false;
        alarm.index = Alarm.NOWHERE;
    }

    /** Beyond its size the heap holds nulls, which nobody reads. */
    @SuppressWarnings("NullAway")
    private void forget(int index) {
        heap[index] = null;
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
