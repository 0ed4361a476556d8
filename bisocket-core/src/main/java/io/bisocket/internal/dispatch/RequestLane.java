package io.bisocket.internal.dispatch;

import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.internal.link.Dialects;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One peer's requests on their way through the workers, one after the other or side by side. Those
 * that share a {@linkplain HandledRequest#turn turn} follow each other. Thread-safe.
 *
 * <pre>
 *   HELD --start()--> STARTED --finish()--> FINISHING --nothing waits or runs--> FINISHED
 *                        \________________ abandon(), discard() of an idle lane ____/
 * </pre>
 *
 * <p>Requests are taken until the lane is finished. Whoever reads them is told to pause while as
 * many, or as many bytes, as the limits allow wait or run, and to go on below half of that.
 */
public final class RequestLane {

    private static final int ROUNDS = 32;

    private final Dispatcher dispatcher;
    private final Executor workers;
    private final Limits limits;
    private final Consumer<Boolean> reading;
    private final WaitingRequests waiting;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    private boolean started;
    private boolean finishing;
    private boolean sealed;
    private boolean discarded;
    private boolean paused;
    private int running;
    private long bytes;

    /**
     * @param execution the order where a handler does not say
     * @param reading told whether to read more requests; called in order, and must not block
     */
    public RequestLane(
            Dispatcher dispatcher,
            Executor workers,
            Execution execution,
            Limits limits,
            Consumer<Boolean> reading) {
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.waiting = new WaitingRequests(execution);
        this.limits = limits;
        this.reading = reading;
    }

    /** The order that was chosen, else the one that peers of a format expect. */
    public static Execution orderOf(@Nullable Execution chosen, String dialect) {
        if (chosen != null) {
            return chosen;
        }
        return Dialects.isPython(dialect) ? Execution.IN_ORDER : Execution.PARALLEL;
    }

    /** Begins to handle requests. */
    public void start() {
        synchronized (this) {
            started = true;
        }
        startWaiting();
    }

    /**
     * Takes a request.
     *
     * @return false if the lane is finished
     */
    public boolean add(HandledRequest request) {
        boolean now;
        synchronized (this) {
            if (sealed) {
                return false;
            }
            now = isFree(request);
            if (now) {
                running++;
            } else {
                waiting.add(request);
            }
            bytes += request.size();
            adjustReading();
        }
        if (now) {
            handle(request);
        } else {
            startWaiting();
        }
        return true;
    }

    /** Whether nothing keeps it from being handled here and now. */
    private boolean isFree(HandledRequest request) {
        return started
                && request.isInPlace()
                && request.turnstile() == null
                && waiting.isNext(request);
    }

    /**
     * Reads no more requests, and finishes when those that were taken have been handled.
     *
     * @return completes then; never fails. The same future for every call
     */
    public CompletableFuture<Void> finish() {
        synchronized (this) {
            finishing = true;
            adjustReading();
        }
        completeIfFinished();
        return finished;
    }

    /** As {@link #finish()}, dropping what has not been started. */
    public CompletableFuture<Void> discard() {
        List<HandledRequest> dropped;
        synchronized (this) {
            sealed = true;
            discarded = true;
            dropped = waiting.clear();
            dropped.forEach(request -> bytes -= request.size());
        }
        dropped.forEach(dispatcher::drop);
        dropWaiting();
        return finish();
    }

    /** As {@link #discard()}, not waiting for what runs. */
    public void abandon() {
        discard();
        finished.complete(null);
    }

    /** How many requests wait for a thread or for their turn. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many requests are being handled. */
    public synchronized int running() {
        return running;
    }

    /** What the payloads of those that wait or run occupy. */
    public synchronized long bytes() {
        return bytes;
    }

    private void startWaiting() {
        @Nullable HandledRequest request;
        while ((request = next()) != null) {
            Turnstile turnstile = request.turnstile();
            if (turnstile == null || turnstile.enter(this, request)) {
                start(request);
            } else if (isDiscarded()) {
                dropWaiting();
            }
        }
    }

    /**
     * A request that has waited at a turnstile has got its place.
     *
     * @return whether it will be handled; if not, the place is free
     */
    boolean letIn(HandledRequest request) {
        // Not in place: who lets it in is inside another handler's end.
        boolean submitted = submit(request, request.threadsOr(workers));
        if (!submitted) {
            startWaiting();
        }
        return submitted;
    }

    private void start(HandledRequest request) {
        if (request.isInPlace()) {
            handle(request);
        } else if (!submit(request, request.threadsOr(workers))) {
            leave(request);
        }
    }

    private boolean submit(HandledRequest request, Executor threads) {
        try {
            threads.execute(() -> work(request, threads));
            return true;
        } catch (RejectedExecutionException e) {
            dispatcher.reject(request, "the server's executor takes no more requests");
            forget(request);
            return false;
        }
    }

    private synchronized @Nullable HandledRequest next() {
        @Nullable HandledRequest request = started ? waiting.poll() : null;
        if (request != null) {
            running++;
        }
        return request;
    }

    /** The next one, if it may follow right here. */
    private synchronized @Nullable HandledRequest nextOn(Executor threads) {
        @Nullable HandledRequest request = waiting.peek();
        boolean here =
                request != null
                        && request.turnstile() == null
                        && !request.isInPlace()
                        && request.threadsOr(workers).equals(threads);
        return here ? next() : null;
    }

    /** Handles a request, and those that follow while they need no other thread. */
    private void work(HandledRequest first, Executor threads) {
        @Nullable HandledRequest request = first;
        for (int round = 1; request != null; round++) {
            if (!handle(request)) {
                return;
            }
            // A fresh task for the rest: others want this thread too, and a new one is not
            // interrupted.
            boolean goOn = round < ROUNDS && !Thread.currentThread().isInterrupted();
            request = goOn ? nextOn(threads) : null;
        }
        startWaiting();
    }

    /** Whether it is done when this returns. */
    private boolean handle(HandledRequest request) {
        CompletableFuture<Void> handled = dispatcher.handle(request);
        if (handled.isDone()) {
            done(request);
            return true;
        }
        handled.thenRun(() -> doneElsewhere(request));
        return false;
    }

    private void doneElsewhere(HandledRequest request) {
        done(request);
        startWaiting();
    }

    private void done(HandledRequest request) {
        forget(request);
        leave(request);
    }

    private static void leave(HandledRequest request) {
        Turnstile turnstile = request.turnstile();
        if (turnstile != null) {
            turnstile.leave();
        }
    }

    private void forget(HandledRequest request) {
        boolean last;
        synchronized (this) {
            running--;
            waiting.handled(request);
            bytes -= request.size();
            adjustReading();
            last = finishing;
        }
        if (last) {
            completeIfFinished();
        }
    }

    private synchronized boolean isDiscarded() {
        return discarded;
    }

    private void dropWaiting() {
        for (HandledRequest request : dispatcher.withdraw(this)) {
            dispatcher.drop(request);
            forget(request);
        }
    }

    private void adjustReading() {
        int count = waiting.size() + running;
        boolean full = count >= limits.maxQueuedRequests() || bytes >= limits.maxQueuedBytes();
        boolean low =
                count <= limits.maxQueuedRequests() / 2 && bytes <= limits.maxQueuedBytes() / 2;
        boolean pause = finishing || full || (paused && !low);
        if (pause != paused) {
            paused = pause;
            reading.accept(!pause);
        }
    }

    private void completeIfFinished() {
        synchronized (this) {
            if (!finishing || running > 0 || waiting.isAnyReady()) {
                return;
            }
            sealed = true;
        }
        finished.complete(null);
    }
}
