package io.bisocket.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run of the load: until when it goes on, and who still has a reply to come. Thread-safe. */
final class Progress {

    private static final int GRACE_SECONDS = 60;

    private final long start = System.nanoTime();
    private final long end;
    private final CountDownLatch places;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Progress(int places, long nanos) {
        this.places = new CountDownLatch(places);
        this.end = start + nanos;
    }

    /** When no place sends any more, as {@link System#nanoTime} has it. */
    long end() {
        return end;
    }

    void placeDone() {
        places.countDown();
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        while (places.getCount() > 0) {
            places.countDown();
        }
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /**
     * Waits for the last reply.
     *
     * @return how long all took, in nanoseconds
     */
    long await() throws InterruptedException {
        boolean done =
                places.await(
                        end - start + TimeUnit.SECONDS.toNanos(GRACE_SECONDS),
                        TimeUnit.NANOSECONDS);
        long took = System.nanoTime() - start;
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the load failed", cause);
        }
        if (!done) {
            throw new IllegalStateException(
                    "replies did not come within %d s after the load ended"
                            .formatted(GRACE_SECONDS));
        }
        return took;
    }
}
