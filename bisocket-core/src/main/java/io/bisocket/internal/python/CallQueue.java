package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls on their way to being acknowledged, in the order in which they came.
 *
 * <pre>
 *   add() --> waiting --next(), room in the window--> sent --ok--> acknowledged
 *                \ cancelled: never sent                \ fails with the link: outcome unknown
 *                 \ fails with the link: certainly not processed
 * </pre>
 *
 * <p>Adding is thread-safe, all else happens on the event loop.
 */
final class CallQueue {

    private final EventLoop loop;
    private final Limits limits;
    private final Runnable onNext;
    private final Consumer<BiSocketException> onOverdue;
    private final WaitingCalls waiting;
    private final CallWindow window = new CallWindow();
    private @Nullable QueuedCall last;
    private long acknowledgedAt;
    private boolean watching;

    /**
     * @param onNext told, on any thread, when {@link #next()} may have a call
     * @param onOverdue told when no acknowledgement has come for {@link Limits#writeTimeout}
     */
    CallQueue(
            EventLoop loop,
            Endpoint server,
            Limits limits,
            Runnable onNext,
            Consumer<BiSocketException> onOverdue) {
        this.loop = loop;
        this.limits = limits;
        this.onNext = onNext;
        this.onOverdue = onOverdue;
        this.acknowledgedAt = now();
        this.waiting = new WaitingCalls(server, limits.maxOutboxBytes());
    }

    /** Adds a call, or fails it. Cancelling its acknowledgement takes back what was not sent. */
    QueuedCall add(PythonRequest request, WhenFull whenFull) {
        QueuedCall call = new QueuedCall(request, whenFull, this::left);
        if (waiting.add(call)) {
            announce(call);
        }
        return call;
    }

    /** Waits until there is room for a call that was to wait for it, where the thread may block. */
    void awaitRoom(QueuedCall call) {
        waiting.awaitRoom(call);
    }

    /**
     * Adds the last call; those that come later fail. It is sent when all others are acknowledged:
     * a genuine server on asyncio forgets replies that are still on their way when it reads it.
     */
    void addLast(PythonRequest request) {
        NotConnectedException closing =
                unsent(new ConnectionLostException("the client is being closed"));
        if (waiting.close(closing)) {
            last = new QueuedCall(request, WhenFull.WAIT, this::left);
            onNext.run();
        }
    }

    /** The call that is to be sent now; null if there is none. */
    @Nullable QueuedCall next() {
        QueuedCall call = waiting.poll(window.room());
        if (call == null && window.oldest() == null) {
            call = last;
            last = null;
        }
        if (call != null) {
            window.add(call);
        }
        return call;
    }

    /** The server has acknowledged a call; false if there was none to acknowledge. */
    boolean acknowledge() {
        QueuedCall call = window.poll();
        if (call == null) {
            return false;
        }
        acknowledgedAt = now();
        call.settle();
        onNext.run();
        return true;
    }

    /** Ends everything; what comes later fails as what waits does. */
    void fail(BiSocketException cause) {
        List<QueuedCall> sent = window.clear();
        last = null;
        waiting.fail(unsent(cause));
        sent.forEach(
                call ->
                        call.fail(
                                new ConnectionLostException(
                                        "%s before the server acknowledged the call"
                                                .formatted(cause.getMessage()),
                                        cause)));
    }

    private void left(QueuedCall call, @Nullable Throwable failure) {
        if (failure == null) {
            call.writtenAt(now());
            watch(limits.writeTimeout().toNanos());
        } else if (!(failure instanceof ConnectionLostException)) {
            window.remove(call);
            call.fail(failure);
            onNext.run();
        }
        // Otherwise the link goes down, and takes the call along with a better reason.
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
        QueuedCall oldest = window.oldest();
        if (oldest == null || !oldest.isWritten()) {
            return;
        }
        long left = limits.writeTimeout().toNanos() - waitedFor(oldest);
        if (left > 0) {
            watch(left);
        } else {
            onOverdue.accept(
                    new ConnectionLostException(
                            "the server did not acknowledge a call within %s (write-timeout)"
                                    .formatted(limits.writeTimeout())));
        }
    }

    /** A server that takes its time with those before it makes progress all the same. */
    private long waitedFor(QueuedCall oldest) {
        return Math.min(now() - oldest.writtenAt(), now() - acknowledgedAt);
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private void announce(QueuedCall call) {
        try {
            onNext.run();
        } catch (RejectedExecutionException e) {
            call.fail(new NotConnectedException("the client was closed", e));
        }
    }

    private static NotConnectedException unsent(BiSocketException cause) {
        return new NotConnectedException(
                "the call was not sent: %s".formatted(cause.getMessage()), cause);
    }
}
