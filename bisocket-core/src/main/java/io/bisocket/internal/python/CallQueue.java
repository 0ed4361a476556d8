package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.OutboxFullException;
import io.bisocket.internal.session.WhenFull;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>What callers leave behind to go on with something else is bounded in bytes. A caller that
 * waits is always admitted: it cannot bring a second call before its first is acknowledged, and the
 * payload stays its own meanwhile. Adding is thread-safe, all else happens on the event loop.
 */
final class CallQueue {

    /**
     * How many calls may be unacknowledged. The acknowledgement does not say which call it is for,
     * and peers of this format have one call under way at a time, so that is all that a server can
     * be expected to cope with.
     */
    static final int WINDOW = 1;

    /** What a waiting call takes beyond its payload, so that empty ones are bounded too. */
    private static final int BYTES_PER_CALL = 256;

    private final EventLoop loop;
    private final Endpoint server;
    private final Limits limits;
    private final Function<byte[], CompletableFuture<Void>> writer;
    private final Consumer<BiSocketException> onOverdue;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<QueuedCall> waiting = new LinkedHashSet<>();
    private final Queue<QueuedCall> unacknowledged = new ArrayDeque<>();
    private boolean watching;
    private @Nullable BiSocketException closed;

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
        this.server = connector.server();
        this.limits = limits;
        this.writer = writer;
        this.onOverdue = onOverdue;
    }

    /**
     * Adds a call.
     *
     * @return completes with the acknowledgement; cancelling it takes back what was not written
     */
    CompletableFuture<Void> add(PythonRequest request, WhenFull whenFull) {
        int size = request.payload().length + BYTES_PER_CALL;
        long before = bytes.getAndAdd(size);
        if (whenFull == WhenFull.FAIL && before > 0 && before + size > limits.maxOutboxBytes()) {
            bytes.addAndGet(-size);
            return CompletableFuture.failedFuture(
                    new OutboxFullException(
                            server.toString(), limits.maxOutboxBytes(), "max-outbox-bytes"));
        }
        QueuedCall call = new QueuedCall(whenFull == WhenFull.FAIL ? copyOf(request) : request);
        call.acknowledged.whenComplete((done, failure) -> settled(call, size));
        onLoop(() -> admit(call), call);
        return call.acknowledged;
    }

    /** Adds the last call; those that come later fail. */
    CompletableFuture<Void> addLast(PythonRequest request) {
        CompletableFuture<Void> acknowledged = add(request, WhenFull.WAIT);
        loop.execute(() -> closed = new ConnectionLostException("the client is being closed"));
        return acknowledged;
    }

    /** The server has acknowledged a call; false if there was none to acknowledge. */
    boolean acknowledge() {
        QueuedCall call = unacknowledged.poll();
        if (call == null) {
            return false;
        }
        call.acknowledged.complete(null);
        pump();
        return true;
    }

    /** Ends everything; what comes later fails as what waits does. */
    void fail(BiSocketException cause) {
        closed = cause;
        List<QueuedCall> written = new ArrayList<>(unacknowledged);
        List<QueuedCall> unwritten = new ArrayList<>(waiting);
        unacknowledged.clear();
        waiting.clear();
        unwritten.forEach(call -> call.fail(unsent(cause)));
        written.forEach(
                call ->
                        call.fail(
                                new ConnectionLostException(
                                        "%s before the server acknowledged the call"
                                                .formatted(cause.getMessage()),
                                        cause)));
    }

    private void admit(QueuedCall call) {
        if (closed != null) {
            call.fail(unsent(closed));
        } else if (!call.acknowledged.isDone()) {
            waiting.add(call);
            pump();
        }
    }

    private void pump() {
        while (unacknowledged.size() < WINDOW && !waiting.isEmpty()) {
            Iterator<QueuedCall> first = waiting.iterator();
            QueuedCall call = first.next();
            first.remove();
            if (!call.acknowledged.isDone()) {
                write(call);
            }
        }
    }

    private void write(QueuedCall call) {
        unacknowledged.add(call);
        writer.apply(call.request.encode())
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                call.writtenAt = System.nanoTime();
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
        if (oldest == null || oldest.writtenAt == 0) {
            return;
        }
        long left = limits.writeTimeout().toNanos() - (System.nanoTime() - oldest.writtenAt);
        if (left > 0) {
            watch(left);
        } else {
            onOverdue.accept(
                    new ConnectionLostException(
                            "the server did not acknowledge a call within %s (write-timeout)"
                                    .formatted(limits.writeTimeout())));
        }
    }

    private void settled(QueuedCall call, int size) {
        bytes.addAndGet(-size);
        if (call.acknowledged.isCancelled()) {
            onLoop(() -> waiting.remove(call), call);
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

    private static PythonRequest copyOf(PythonRequest request) {
        return new PythonRequest(request.method(), request.requestId(), request.payload().clone());
    }

    private static final class QueuedCall {

        private final PythonRequest request;
        private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        private long writtenAt;

        private QueuedCall(PythonRequest request) {
            this.request = request;
        }

        private void fail(Throwable failure) {
            acknowledged.completeExceptionally(failure);
        }
    }
}
