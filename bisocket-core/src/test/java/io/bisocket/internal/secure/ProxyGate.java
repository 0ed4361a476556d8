package io.bisocket.internal.secure;

import io.bisocket.internal.secure.FaultProxy.Direction;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Where the threads of a proxy wait: for the end of a pause, or for a throttled unit's time. */
final class ProxyGate {

    private final Set<Direction> paused = EnumSet.noneOf(Direction.class);
    private volatile int bytesPerSecond;

    synchronized void pause(Direction direction) {
        paused.add(direction);
    }

    synchronized void resume() {
        paused.clear();
        notifyAll();
    }

    void throttle(int bytes) {
        bytesPerSecond = bytes;
    }

    /** Somebody who waits may have a reason to give up. */
    synchronized void look() {
        notifyAll();
    }

    /** Waits while this direction is paused and the connection wanted. */
    synchronized void pass(Direction direction, BooleanSupplier wanted)
            throws InterruptedException {
        while (paused.contains(direction) && wanted.getAsBoolean()) {
            wait();
        }
    }

    /** Waits for as long as the connection is wanted. */
    synchronized void stall(BooleanSupplier wanted) throws InterruptedException {
        while (wanted.getAsBoolean()) {
            wait();
        }
    }

    /** How many bytes may go in one go. */
    int piece(int length) {
        int rate = bytesPerSecond;
        return rate == 0 ? length : Math.min(length, Math.max(1, rate / 50));
    }

    /** Waits for as long as these bytes take. */
    synchronized void took(int length, BooleanSupplier wanted) throws InterruptedException {
        int rate = bytesPerSecond;
        if (rate == 0) {
            return;
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(length) / rate;
        long left;
        while (wanted.getAsBoolean() && (left = until - System.nanoTime()) > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
