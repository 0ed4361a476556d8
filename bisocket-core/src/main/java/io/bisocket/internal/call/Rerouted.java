package io.bisocket.internal.call;

import io.bisocket.ErrorCode;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.link.Outlet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The outcome of a call that goes to the next link if it came too late on the former one, whose
 * place another was about to take: the peer refused it, or nothing was sent any more. Such a call
 * was certainly not processed.
 */
abstract class Rerouted<T> extends CompletableFuture<T> {

    private final Supplier<? extends Outlet> links;
    private final Executor threads;

    /**
     * @param threads where the call is made again; it may take time, so no event loop
     */
    Rerouted(Supplier<? extends Outlet> links, Executor threads) {
        this.links = links;
        this.threads = threads;
    }

    /** Makes the call on this link, whose refusals come to {@link #refused}, or are thrown. */
    abstract void make(Outlet link);

    /** The call has failed, and is not made again. */
    abstract void failed(Throwable failure);

    /** The call has failed on this link. */
    final void refused(Outlet link, Throwable failure) {
        if (isTooLate(failure) && !isDone()) {
            threads.execute(() -> onNext(link, failure));
        } else {
            failed(failure);
        }
    }

    private void onNext(Outlet former, Throwable refusal) {
        try {
            Outlet next = links.get();
            if (next.equals(former)) {
                onSuccessor(former, refusal);
            } else {
                makeUnlessDone(next);
            }
        } catch (RuntimeException e) {
            failed(refusal);
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
            failed(refusal);
        } else {
            makeUnlessDone(next);
        }
    }

    private void makeUnlessDone(Outlet next) {
        if (!isDone()) {
            make(next);
        }
    }

    private static boolean isTooLate(Throwable failure) {
        return failure instanceof NotConnectedException
                || (failure instanceof RequestRejectedException rejected
                        && rejected.code() == ErrorCode.DRAINING);
    }
}
