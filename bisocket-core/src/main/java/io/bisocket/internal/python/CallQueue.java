package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.Connector;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls on their way to being acknowledged, in the order in which they came.
 *
 * <pre>
 *   add() --> waiting --room in the window--> written --ok--> acknowledged
 *                \ cancelled: never written     \ fails with the link: outcome unknown
 *                 \ fails with the link: certainly not processed
 * </pre>
 *
 * <p>Adding is thread-safe, all else happens on the event loop.
 */
final class CallQueue {

    /**
     * How many calls may be unacknowledged. The acknowledgement does not say which call it is for,
     * and peers of this format have one call under way at a time, so that is all that a server can
     * be expected to cope with.
     */
    static final int WINDOW = 1;

    private final EventLoop loop;
    private final Limits limits;
    private final Function<byte[], CompletableFuture<Void>> writer;
    private final Consumer<BiSocketException> onOverdue;
    private final WaitingCalls waiting;
    private final Queue<QueuedCall> unacknowledged = new ArrayDeque<>();
    private boolean watching;

    /**
     * @param writer encodes and writes a body; completes when it has left
     * @param onOverdue told when an acknowledgement takes longer than {@link Limits#writeTimeout}
     */
    CallQueue(
            Connector connector,
            Limits limits,
            Function<byte[], CompletableFuture<Void>> writer,
            Consumer<BiSocketException> onOverdue) {
        this.loop = connector.loop();
        this.limits = limits;
        this.writer = writer;
        this.onOverdue = onOverdue;
        this.waiting = new WaitingCalls(connector.server(), limits.maxOutboxBytes());
    }

    /** Adds a call, or fails it. Cancelling its acknowledgement takes back what was not written. */
    QueuedCall add(PythonRequest request, WhenFull whenFull) {
        QueuedCall call = new QueuedCall(request, whenFull);
        if (waiting.add(call)) {
            onLoop(this::pump, call);
        }
        return call;
    }

    /** Waits until there is room for a call that was to wait for it, where the thread may block. */
    void awaitRoom(QueuedCall call) {
        waiting.awaitRoom(call);
    }

    /** Adds the last call; those that come later fail. */
    void addLast(PythonRequest request) {
        waiting.addLast(
                new QueuedCall(request, WhenFull.WAIT),
                unsent(new ConnectionLostException("the client is being closed")));
        loop.execute(this::pump);
    }

    /** The server has acknowledged a call; false if there was none to acknowledge. */
    boolean acknowledge() {
        QueuedCall call = unacknowledged.poll();
        if (call == null) {
            return false;
        }
        call.acknowledged().complete(null);
        pump();
        return true;
    }

    /** Ends everything; what comes later fails as what waits does. */
    void fail(BiSocketException cause) {
        List<QueuedCall> written = new ArrayList<>(unacknowledged);
        unacknowledged.clear();
        waiting.fail(unsent(cause));
        written.forEach(
                call ->
                        call.fail(
                                new ConnectionLostException(
                                        "%s before the server acknowledged the call"
                                                .formatted(cause.getMessage()),
                                        cause)));
    }

    private void pump() {
        @Nullable QueuedCall call;
        while (unacknowledged.size() < WINDOW && (call = waiting.poll()) != null) {
            write(call);
        }
    }

    private void write(QueuedCall call) {
        unacknowledged.add(call);
        writer.apply(call.encode())
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                call.written();
                                watch(limits.writeTimeout().toNanos());
                            } else {
                                notWritten(call, failure);
                            }
                        });
    }

    private void notWritten(QueuedCall call, Throwable failure) {
        if (failure instanceof ConnectionLostException) {
            // The link goes down, and takes the call along with a better reason.
            return;
        }
        unacknowledged.remove(call);
        call.fail(failure);
        loop.execute(this::pump);
    }

    /** One timer for all calls, set anew only when it has run out. */
    private void watch(long nanos) {
        if (!watching) {
            watching = true;
            loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watching = false;
        QueuedCall oldest = unacknowledged.peek();
        if (oldest == null || !oldest.isWritten()) {
            return;
        }
        long left = limits.writeTimeout().toNanos() - oldest.nanosSinceWritten();
        if (left > 0) {
            watch(left);
        } else {
            onOverdue.accept(
                    new ConnectionLostException(
                            "the server did not acknowledge a call within %s (write-timeout)"
                                    .formatted(limits.writeTimeout())));
        }
    }

    private void onLoop(Runnable task, QueuedCall call) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            call.fail(new NotConnectedException("the client was closed", e));
        }
    }

    private static NotConnectedException unsent(BiSocketException cause) {
        return new NotConnectedException(
                "the call was not sent: %s".formatted(cause.getMessage()), cause);
    }
}
