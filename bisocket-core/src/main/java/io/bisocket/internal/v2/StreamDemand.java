package io.bisocket.internal.v2;

import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import org.jspecify.annotations.Nullable;

/** How many items the peer has asked for, and who waits to send more. Thread-safe. */
final class StreamDemand {

    private long total;
    private long taken;
    private boolean ended;
    private @Nullable Runnable listener;

    StreamDemand(long total) {
        this.total = total;
    }

    synchronized long total() {
        return total;
    }

    synchronized void listener(Runnable task) {
        listener = task;
    }

    /**
     * Takes the place of one item.
     *
     * @throws RequestRejectedException if there is none and the policy or the thread does not wait
     */
    synchronized void take(WhenFull whenFull) {
        try {
            while (taken >= total && !ended) {
                requireMayWait(whenFull);
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRejectedException(
                    "interrupted while waiting for the stream's caller to ask for more", e);
        }
        taken++;
    }

    private void requireMayWait(WhenFull whenFull) {
        if (whenFull != WhenFull.WAIT || EventLoops.inEventLoop()) {
            throw new RequestRejectedException(
                    "the caller has asked for %d items of this stream and got them"
                            .formatted(total));
        }
    }

    /** The peer has asked for so many in all. */
    void grow(long newTotal) {
        Runnable told;
        synchronized (this) {
            total = newTotal;
            told = listener;
            notifyAll();
        }
        if (told != null) {
            told.run();
        }
    }

    /** Nobody waits for items any more; the session refuses them by itself. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
