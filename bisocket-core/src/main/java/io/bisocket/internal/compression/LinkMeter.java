package io.bisocket.internal.compression;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Measures a link by what it takes while something waits for it; at other times the application
 * sets the pace, and the socket's buffer hides the link.
 *
 * <pre>
 * backlog(true)   sent      sent      sent   backlog(false)
 *      |----------|---------|---------|------|
 *         counts    counts    does not: the last one sent what was left, not what there was
 *                             room for
 * </pre>
 *
 * <p>The estimate is that of the last half to whole second under backlog: of what is counted now
 * and of the period before, so that what a link once took is forgotten however much it was. Without
 * any backlog it is forgotten after a minute. One thread feeds it, the socket's event loop; all may
 * read.
 */
public final class LinkMeter implements LinkSpeed {

    private static final long PERIOD = Duration.ofMillis(500).toNanos();
    private static final long SHORTEST = Duration.ofMillis(5).toNanos();
    private static final long OUTDATED = Duration.ofMinutes(1).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier clock;

    private boolean backlog;
    private long countedUntil;
    private long heldBytes;
    private long heldAt;
    private long bytes;
    private long nanos;
    private long bytesBefore;
    private long nanosBefore;

    private volatile Estimate estimate = new Estimate(0, 0);

    private record Estimate(long bytesPerSecond, long at) {}

    public LinkMeter() {
        this(System::nanoTime);
    }

    /**
     * @param clock tells readers how old an estimate is, by the same clock as the times that it is
     *     fed
     */
    LinkMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The socket has taken bytes.
     *
     * @param count how many
     * @param nanoTime when, by {@link System#nanoTime()}
     */
    public void sent(int count, long nanoTime) {
        if (!backlog) {
            return;
        }
        countHeld();
        heldBytes = count;
        heldAt = nanoTime;
    }

    /**
     * Whether bytes wait that the socket does not take; calls that repeat the last one change
     * nothing.
     *
     * @param waiting whether they do
     * @param nanoTime since when, by {@link System#nanoTime()}
     */
    public void backlog(boolean waiting, long nanoTime) {
        if (waiting && !backlog) {
            begin(nanoTime);
        }
        heldBytes = waiting ? heldBytes : 0;
        backlog = waiting;
    }

    @Override
    public OptionalLong bytesPerSecond() {
        Estimate last = estimate;
        boolean known = last.bytesPerSecond > 0 && clock.getAsLong() - last.at < OUTDATED;
        return known ? OptionalLong.of(last.bytesPerSecond) : OptionalLong.empty();
    }

    private void begin(long nanoTime) {
        if (nanoTime - estimate.at >= OUTDATED) {
            startPeriod();
            startPeriod();
        }
        countedUntil = nanoTime;
        heldAt = nanoTime;
    }

    private void countHeld() {
        bytes += heldBytes;
        nanos += heldAt - countedUntil;
        countedUntil = heldAt;
        if (nanos + nanosBefore >= SHORTEST) {
            estimate = new Estimate(Math.max(1, Math.round(perSecond())), heldAt);
        }
        if (nanos > PERIOD) {
            startPeriod();
        }
    }

    private double perSecond() {
        return (bytes + bytesBefore) * SECOND / (nanos + nanosBefore);
    }

    private void startPeriod() {
        bytesBefore = bytes;
        nanosBefore = nanos;
        bytes = 0;
        nanos = 0;
    }
}
