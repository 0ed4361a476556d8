package io.bisocket.spring.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes the first item of a publisher, and cancels it then. */
final class FirstItem implements Flow.Subscriber<Object> {

    private final CompletableFuture<@Nullable Object> item = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    private FirstItem() {}

    /** Completes with the item; with null if there is none. */
    static CompletionStage<@Nullable Object> of(Flow.Publisher<?> publisher) {
        FirstItem subscriber = new FirstItem();
        publisher.subscribe(subscriber);
        return subscriber.item;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(Object value) {
        item.complete(value);
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        item.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        item.complete(null);
    }
}
