package io.bisocket.internal.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A wall clock and a timer that go where the test says; not thread-safe. */
final class ScriptedTime extends Clock implements ExpiryTimer {

    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private record Task(Duration due, Runnable runnable) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private Duration clockSetBy = Duration.ZERO;

    @Override
    public Instant instant() {
        return START.plus(elapsed).plus(clockSetBy);
    }

    /** Sets the clock, which the timer does not notice. */
    void setClock(Duration by) {
        clockSetBy = clockSetBy.plus(by);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable runnable) {
        Task task = new Task(elapsed.plus(delay), runnable);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** How many tasks wait. */
    int scheduled() {
        return tasks.size();
    }

    /** Lets time pass, and runs what is due, in order. */
    void advance(Duration time) {
        Duration end = elapsed.plus(time);
        tasks.sort(Comparator.comparing(Task::due));
        while (!tasks.isEmpty() && tasks.get(0).due().compareTo(end) <= 0) {
            Task task = tasks.remove(0);
            elapsed = task.due();
            task.runnable().run();
            tasks.sort(Comparator.comparing(Task::due));
        }
        elapsed = end;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock has one zone");
    }
}
