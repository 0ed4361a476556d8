package io.bisocket.internal.client;

import io.bisocket.Limits;
import io.bisocket.MessageReceiver;
import io.bisocket.internal.session.SerialLane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the receiver, and is given to it one after the other. It is full at {@link
 * Limits#maxQueuedRequests} messages or {@link Limits#maxQueuedBytes}, and has room again at half
 * of that; whoever fills it is to stop while it is full. Thread-safe.
 */
final class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final @Nullable MessageReceiver receiver;
    private final SerialLane lane;
    private final Limits limits;
    private final Runnable onRoom;
    private int messages;
    private long bytes;
    private boolean full;
    private volatile @Nullable Thread receiving;

    /**
     * @param onRoom told when there is room again
     */
    Inbox(@Nullable MessageReceiver receiver, Executor threads, Limits limits, Runnable onRoom) {
        this.receiver = receiver;
        this.lane = new SerialLane(threads);
        this.limits = limits;
        this.onRoom = onRoom;
    }

    boolean hasReceiver() {
        return receiver != null;
    }

    /** Adds a message. */
    void add(ReceivedMessage message) {
        if (receiver == null) {
            log.debug("Nobody waits for {}, and there is no receiver", message);
            message.taken();
            return;
        }
        count(1, message.size());
        lane.execute(() -> deliver(receiver, message));
    }

    synchronized boolean isEmpty() {
        return messages == 0;
    }

    synchronized boolean isFull() {
        return full;
    }

    /** Whether the current thread is in the receiver. */
    boolean isReceiving() {
        return receiving == Thread.currentThread();
    }

    /** Completes when the receiver has had everything that was added before. */
    CompletableFuture<Void> drained() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        if (isEmpty()) {
            drained.complete(null);
            return drained;
        }
        lane.execute(() -> drained.complete(null));
        return drained;
    }

    private void deliver(MessageReceiver receiver, ReceivedMessage message) {
        receiving = Thread.currentThread();
        try {
            receiver.receive(message);
        } catch (Throwable e) {
            log.error("The receiver failed to take {}", message, e);
        } finally {
            receiving = null;
            message.taken();
            if (count(-1, -message.size())) {
                onRoom.run();
            }
        }
    }

    /** Whether there is room again. */
    private synchronized boolean count(int moreMessages, int moreBytes) {
        messages += moreMessages;
        bytes += moreBytes;
        boolean wasFull = full;
        full =
                messages >= limit(limits.maxQueuedRequests())
                        || bytes >= limit(limits.maxQueuedBytes());
        return wasFull && !full;
    }

    private int limit(int most) {
        return full ? Math.max(1, most / 2) : most;
    }
}
