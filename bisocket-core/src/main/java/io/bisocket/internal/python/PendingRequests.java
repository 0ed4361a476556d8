package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.RequestTimeoutException;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.transport.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The requests that wait for a reply, each until its reply, its deadline, its failure or its
 * cancellation, whichever is first. Thread-safe.
 */
final class PendingRequests {

    /** How many there may be; further ones are refused. */
    static final int LIMIT = 65_536;

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Endpoint server;
    private final ScheduledExecutorService timer;
    private final Map<RequestId, Pending> byId = new ConcurrentHashMap<>();
    private final Semaphore room;
    private final int limit;

    PendingRequests(Endpoint server, ScheduledExecutorService timer) {
        this(server, timer, LIMIT);
    }

    PendingRequests(Endpoint server, ScheduledExecutorService timer, int limit) {
        this.server = server;
        this.timer = timer;
        this.room = new Semaphore(limit);
        this.limit = limit;
    }

    /**
     * Adds a request.
     *
     * @return completes with the reply; whoever completes it first ends the wait
     * @throws RequestRejectedException if too many wait already
     */
    CompletableFuture<Incoming> add(RequestId id, String method, Duration timeout) {
        if (!room.tryAcquire()) {
            throw new RequestRejectedException(
                    "over the limit of %,d pending requests: so many wait for a reply from %s"
                            .formatted(limit, server));
        }
        CompletableFuture<Incoming> reply = new CompletableFuture<>();
        byId.put(id, new Pending(method, reply));
        Future<?> deadline =
                timer.schedule(
                        () -> reply.completeExceptionally(timedOut(method, timeout)),
                        nanos(timeout),
                        TimeUnit.NANOSECONDS);
        reply.whenComplete(
                (content, failure) -> {
                    byId.remove(id);
                    room.release();
                    deadline.cancel(false);
                });
        return reply;
    }

    /** A reply has come; false if nobody waits for it. */
    boolean complete(RequestId id, Incoming content) {
        Pending pending = byId.get(id);
        return pending != null && pending.reply.complete(content);
    }

    /**
     * A request has failed; false if nobody waits for it.
     *
     * @param failure makes the exception for a method
     */
    boolean fail(RequestId id, Function<String, BiSocketException> failure) {
        Pending pending = byId.get(id);
        return pending != null
                && pending.reply.completeExceptionally(failure.apply(pending.method));
    }

    /** No reply can come any more; each request gets an exception of its own. */
    void failAll(Supplier<BiSocketException> failure) {
        byId.values().forEach(pending -> pending.reply.completeExceptionally(failure.get()));
    }

    int size() {
        return byId.size();
    }

    private RequestTimeoutException timedOut(String method, Duration timeout) {
        return new RequestTimeoutException(
                "no reply to '%s' from %s within %s".formatted(method, server, timeout));
    }

    private static long nanos(Duration timeout) {
        return (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
    }

    private record Pending(String method, CompletableFuture<Incoming> reply) {}
}
