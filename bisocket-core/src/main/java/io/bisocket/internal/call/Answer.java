package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.CallKind;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.Outlet;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.session.DerivedFuture;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's answer, as its caller gets it. One object for what could be a chain of futures: it
 * makes the request, measures it, and completes on its caller's threads. Whoever completes or
 * cancels it cancels the request.
 */
final class Answer<T> extends Rerouted<T> implements ReplyListener, Runnable {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Answer, @Nullable RequestCall> ATTEMPT =
            AtomicReferenceFieldUpdater.newUpdater(Answer.class, RequestCall.class, "attempt");

    private final Caller caller;
    private final Supplier<Outgoing> content;
    private final Duration longest;
    private final WhenFull policy;
    private final Executor threads;
    private final Function<Incoming, T> conversion;
    private final @Nullable Measurement measurement;
    private @Nullable Outgoing message;
    private @Nullable Outlet link;
    private volatile @Nullable RequestCall attempt;
    private @Nullable Incoming reply;
    private @Nullable Throwable failure;

    /**
     * @param content asked for once there is a link
     * @param threads where it completes
     * @param conversion runs there; what it throws fails it
     */
    Answer(
            Caller caller,
            String method,
            Supplier<Outgoing> content,
            Duration longest,
            WhenFull policy,
            Executor threads,
            Function<Incoming, T> conversion) {
        super(caller.links(), caller.callbacks());
        this.caller = caller;
        this.content = content;
        this.longest = longest;
        this.policy = policy;
        this.threads = threads;
        this.conversion = conversion;
        this.measurement = Measurement.begin(caller.metrics(), CallKind.REQUEST, method);
    }

    /** Makes the request. What the message lacks is thrown; all else fails the answer. */
    Answer<T> start() {
        try {
            caller.onLink(this);
        } catch (BiSocketException e) {
            failed(e);
        } catch (RuntimeException e) {
            measured(e);
            throw e;
        }
        return this;
    }

    @Override
    void make(Outlet outlet) {
        Outgoing asked = message;
        boolean isFirst = asked == null;
        if (asked == null) {
            asked = content.get();
            message = asked;
        }
        link = outlet;
        RequestCall made = outlet.request(asked, longest, policy, this);
        if (!isFirst) {
            attempt = made;
        } else if (!ATTEMPT.compareAndSet(this, null, made)) {
            // It is over already, and was made again meanwhile.
            return;
        }
        endAttempt(isDone());
    }

    @Override
    public void onReply(Incoming answer) {
        measured(null);
        reply = answer;
        tell();
    }

    @Override
    public void onFailed(Throwable reason) {
        Outlet former = link;
        if (former != null) {
            refused(former, reason);
        }
    }

    @Override
    void failed(Throwable reason) {
        measured(reason);
        failure = reason;
        tell();
    }

    private void tell() {
        message = null;
        if (!isDone()) {
            threads.execute(this);
        }
    }

    /** Completes it, on the caller's threads. */
    @Override
    public void run() {
        Incoming answer = reply;
        reply = null;
        if (answer == null) {
            super.completeExceptionally(failure);
            return;
        }
        try {
            super.complete(conversion.apply(answer));
        } catch (RuntimeException e) {
            super.completeExceptionally(e);
        }
    }

    private void measured(@Nullable Throwable reason) {
        if (measurement != null) {
            measurement.end(reason);
        }
    }

    private void endAttempt(boolean ended) {
        RequestCall made = attempt;
        if (ended && made != null) {
            made.cancel();
        }
    }

    private boolean endedByCaller(boolean ended) {
        if (ended) {
            measured(new CancellationException());
            endAttempt(true);
        }
        return ended;
    }

    @Override
    public boolean complete(T value) {
        return endedByCaller(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable reason) {
        return endedByCaller(super.completeExceptionally(reason));
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        executor.execute(() -> DerivedFuture.complete(this, supplier, Supplier::get));
        return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return endedByCaller(super.cancel(mayInterruptIfRunning));
    }
}
