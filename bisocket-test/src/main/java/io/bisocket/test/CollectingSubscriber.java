package io.bisocket.test;

import io.bisocket.BiSocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for all items and waits for the last one. */
final class CollectingSubscriber<T> implements Flow.Subscriber<T> {

    private final List<T> items = new ArrayList<>();
    private final CompletableFuture<List<T>> all = new CompletableFuture<>();

    /**
     * All items.
     *
     * @throws BiSocketException if the stream fails
     */
    List<T> await(Duration patience) {
        try {
            return all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BiSocketException known) {
                throw known;
            }
            throw new AssertionError("the stream failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the stream did not end within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the stream", e);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
        items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(items);
    }
}
