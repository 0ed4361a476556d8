package io.bisocket.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers what a subscriber is told, and that it is told one thing after the other. */
class Recorder<T> implements Flow.Subscriber<T> {

    final List<T> items = new CopyOnWriteArrayList<>();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final long demand;

    Recorder(long demand) {
        this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        alone(
                () -> {
                    if (!subscription.complete(given)) {
                        faults.add("onSubscribe twice");
                    }
                    if (demand != 0) {
                        given.request(demand);
                    }
                });
    }

    @Override
    public void onNext(T item) {
        alone(
                () -> {
                    if (end.isDone()) {
                        faults.add("onNext after the end");
                    }
                    items.add(item);
                });
    }

    @Override
    public void onError(Throwable failure) {
        end(Optional.of(failure));
    }

    @Override
    public void onComplete() {
        end(Optional.empty());
    }

    /** What it ended with; null for completion. */
    Throwable awaitEnd() {
        try {
            Throwable failure = end.get(20, TimeUnit.SECONDS).orElse(null);
            assertThat(faults).isEmpty();
            return failure;
        } catch (Exception e) {
            throw new AssertionError("expected an end", e);
        }
    }

    boolean isEnded() {
        return end.isDone();
    }

    private void end(Optional<Throwable> how) {
        alone(
                () -> {
                    if (!subscription.isDone()) {
                        faults.add("an end before onSubscribe");
                    }
                    if (!end.complete(how)) {
                        faults.add("a second end");
                    }
                });
    }

    private void alone(Runnable signal) {
        if (!busy.compareAndSet(false, true)) {
            faults.add("two signals at once");
        }
        signal.run();
        busy.set(false);
    }
}
