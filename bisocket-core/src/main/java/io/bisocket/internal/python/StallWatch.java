package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a peer that reads nothing while something waits for it: no byte leaves for a whole
 * timeout. Looks twice in each timeout. Lives on the channel's event loop.
 */
final class StallWatch {

    private final Channel channel;
    private final Duration timeout;
    private final BooleanSupplier waiting;
    private final LongSupplier written;
    private final Consumer<BiSocketException> onStall;
    private final ScheduledFuture<?> timer;
    private long writtenBefore;
    private long progressBefore;
    private long pendingBefore;
    private int looksWithoutProgress;

    /**
     * @param waiting whether anything waits to leave
     * @param written how many writes are done, ever
     */
    StallWatch(
            Channel channel,
            Duration timeout,
            BooleanSupplier waiting,
            LongSupplier written,
            Consumer<BiSocketException> onStall) {
        this.channel = channel;
        this.timeout = timeout;
        this.waiting = waiting;
        this.written = written;
        this.onStall = onStall;
        long interval = Math.max(1, timeout.toNanos() / 2);
        this.timer =
                channel.eventLoop()
                        .scheduleAtFixedRate(this::look, interval, interval, TimeUnit.NANOSECONDS);
    }

    void stop() {
        timer.cancel(false);
    }

    private void look() {
        @Nullable ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || !waiting.getAsBoolean()) {
            looksWithoutProgress = 0;
            return;
        }
        long progress = buffer.currentProgress();
        // Behind TLS one write becomes many buffers, and they leave one by one.
        long pending = buffer.totalPendingWriteBytes();
        boolean left = pending < pendingBefore;
        pendingBefore = pending;
        if (left || written.getAsLong() != writtenBefore || progress != progressBefore) {
            writtenBefore = written.getAsLong();
            progressBefore = progress;
            looksWithoutProgress = 0;
        } else if (++looksWithoutProgress >= 2) {
            onStall.accept(
                    new BiSocketException(
                            ErrorCode.SLOW_CONSUMER,
                            "%s has read nothing for %s (write-timeout)"
                                    .formatted(channel.remoteAddress(), timeout)));
        }
    }
}
