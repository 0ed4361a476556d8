package io.bisocket.internal.secure;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices a peer that reads nothing while something waits for it: no byte leaves for a whole
 * timeout. Looks twice in each timeout while something waits, and else has no timer, so that idle
 * sockets cost nothing. On the event loop.
 */
final class WriteStallWatch {

    private final Channel channel;
    private final long intervalNanos;
    private final Runnable onStall;
    private @Nullable Future<?> timer;
    private boolean waiting;
    private long written;
    private long progressBefore;
    private long pendingBefore;
    private int looksWithoutProgress;

    WriteStallWatch(Channel channel, Duration timeout, Runnable onStall) {
        this.channel = channel;
        this.intervalNanos = Math.max(1, timeout.toNanos() / 2);
        this.onStall = onStall;
    }

    /** Whether something waits to leave, from now on. */
    void waiting(boolean now) {
        waiting = now;
        if (waiting && timer == null) {
            looksWithoutProgress = 0;
            progressBefore = progress();
            pendingBefore = pending();
            lookLater();
        }
    }

    /** So many more bytes have left. */
    void written(int bytes) {
        written += bytes;
    }

    void stop() {
        waiting = false;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void lookLater() {
        timer = channel.eventLoop().schedule(this::look, intervalNanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (!waiting) {
            return;
        }
        long progress = progress();
        long pending = pending();
        boolean moved = progress != progressBefore || pending < pendingBefore;
        looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1;
        progressBefore = progress;
        pendingBefore = pending;
        if (looksWithoutProgress >= 2) {
            onStall.run();
        } else {
            lookLater();
        }
    }

    /** What has left, and what has left of the buffer that is leaving. */
    private long progress() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return written + (buffer == null ? 0 : buffer.currentProgress());
    }

    /** What has not left: behind TLS one write becomes many buffers, and they leave one by one. */
    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
