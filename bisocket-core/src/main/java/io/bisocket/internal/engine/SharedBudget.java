package io.bisocket.internal.engine;

import java.util.concurrent.atomic.AtomicLong;

/** A fixed number of bytes. */
final class SharedBudget implements MemoryBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    SharedBudget(long limit) {
        this.limit = limit;
    }

    @Override
    public boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    @Override
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
