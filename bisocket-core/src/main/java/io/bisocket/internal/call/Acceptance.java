package io.bisocket.internal.call;

import io.bisocket.RequestId;
import io.bisocket.internal.link.Outlet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The peer has accepted a send; on whatever thread that is known. Cancelling it cancels that. */
final class Acceptance extends Rerouted<RequestId> {

    private final Function<Outlet, CompletableFuture<RequestId>> call;
    private volatile @Nullable CompletableFuture<RequestId> attempt;

    /**
     * @param threads where the call is made again; it may take time, so no event loop
     */
    Acceptance(
            Supplier<? extends Outlet> links,
            Executor threads,
            Function<Outlet, CompletableFuture<RequestId>> call) {
        super(links, threads);
        this.call = call;
    }

    @Override
    void make(Outlet link) {
        CompletableFuture<RequestId> made = call.apply(link);
        attempt = made;
        made.whenComplete(
                (id, failure) -> {
                    if (failure == null) {
                        complete(id);
                    } else {
                        refused(link, failure);
                    }
                });
        if (isCancelled()) {
            made.cancel(false);
        }
    }

    @Override
    void failed(Throwable failure) {
        completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        CompletableFuture<RequestId> made = attempt;
        if (cancelled && made != null) {
            made.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
