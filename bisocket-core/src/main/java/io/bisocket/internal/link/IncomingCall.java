package io.bisocket.internal.link;

import io.bisocket.CallKind;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import java.util.concurrent.CompletableFuture;

/**
 * A call of the peer, whose handler is to be started. Thread-safe.
 *
 * <pre>
 *   REQUEST   reply | fail, once; ended() without either is an empty reply
 *   STREAM    reply*, as far as demanded, then fail | ended()
 *   SEND      (reply | fail)*, also after ended()
 * </pre>
 */
public interface IncomingCall {

    /** No deadline. */
    long NO_DEADLINE = Long.MAX_VALUE;

    /** What the caller waits for. */
    CallKind kind();

    RequestId id();

    String method();

    Incoming content();

    /** When the caller stops waiting, in the terms of {@link System#nanoTime()}. */
    long deadlineNanos();

    /** Whether nobody waits any more: cancelled, past its deadline at the caller, or link gone. */
    boolean isCancelled();

    /**
     * Runs the task once when nobody waits any more, at once if so already; possibly on an event
     * loop.
     */
    void onCancelled(Runnable task);

    /** How many replies to a stream the caller has asked for in all; Long.MAX_VALUE otherwise. */
    long demand();

    /**
     * Told, possibly on an event loop, whenever {@link #demand()} has grown; one listener at most.
     */
    void onDemand(Runnable task);

    /**
     * Sends a reply. The one reply to a request is always taken; if it cannot be sent later on, the
     * link tells the caller so. Other replies follow the policy while the outbox is full, or a
     * stream's demand is used up: {@link WhenFull#WAIT} blocks a thread that may block and fails on
     * an event loop.
     *
     * @return completes when the peer has acknowledged it (in formats without acknowledgement: when
     *     it has been handed to the network); fails with a {@link io.bisocket.BiSocketException}
     */
    CompletableFuture<Void> reply(Outgoing reply, WhenFull whenFull);

    /**
     * Reports a failure.
     *
     * @param notProcessed whether the work was certainly not done
     */
    CompletableFuture<Void> fail(
            io.bisocket.ErrorCode code, boolean notProcessed, HandlerFailure failure);

    /** The handler is done, and so is its place. Does nothing the second time. */
    void ended();
}
