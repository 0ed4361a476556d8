package io.bisocket.internal.call;

import io.bisocket.ErrorCode;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.link.Outlet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call that goes to the next link if it came too late on the former one, whose
 * place another was about to take: the peer refused it, or nothing was sent any more. Such a call
 * was certainly not processed.
 */
final class Rerouted<T> extends CompletableFuture<T> {

    private final Supplier<? extends Outlet> links;
    private final Function<Outlet, CompletableFuture<T>> call;
    private final Executor threads;
    private volatile @Nullable CompletableFuture<T> attempt;

    /**
     * @param threads where the call is made again; it may take time, so no event loop
     */
    Rerouted(
            Supplier<? extends Outlet> links,
            Function<Outlet, CompletableFuture<T>> call,
            Executor threads) {
        this.links = links;
        this.call = call;
        this.threads = threads;
    }

    /** Makes the call on this link. What the link throws is thrown. */
    Rerouted<T> on(Outlet link) {
        CompletableFuture<T> made = call.apply(link);
        attempt = made;
        made.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        complete(value);
                    } else if (isTooLate(failure) && !isDone()) {
                        threads.execute(() -> onNext(link, failure));
                    } else {
                        completeExceptionally(failure);
                    }
                });
        if (isCancelled()) {
            made.cancel(false);
        }
        return this;
    }

    private void onNext(Outlet former, Throwable refusal) {
        try {
            Outlet next = links.get();
            if (next.equals(former)) {
                onSuccessor(former, refusal);
            } else if (!isDone()) {
                on(next);
            }
        } catch (RuntimeException e) {
            completeExceptionally(refusal);
        }
    }

    /** The next link is yet to come, if there is to be one. */
    private void onSuccessor(Outlet former, Throwable refusal) {
        CompletableFuture<?> successor = former.successor();
        if (successor == null || successor.isDone()) {
            onLatest(former, refusal);
        } else {
            successor.whenComplete(
                    (there, failure) -> threads.execute(() -> onNext(former, refusal)));
        }
    }

    /** The next link may have come since the former one was asked for. */
    private void onLatest(Outlet former, Throwable refusal) {
        Outlet next = links.get();
        if (next.equals(former)) {
            completeExceptionally(refusal);
        } else if (!isDone()) {
            on(next);
        }
    }

    private static boolean isTooLate(Throwable failure) {
        return failure instanceof NotConnectedException
                || (failure instanceof RequestRejectedException rejected
                        && rejected.code() == ErrorCode.DRAINING);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        CompletableFuture<T> made = attempt;
        if (cancelled && made != null) {
            made.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
