package io.bisocket.internal.call;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;

/** The items of a reply stream. Each subscription makes a call of its own. Thread-safe. */
final class ReplyPublisher<T> implements Flow.Publisher<T> {

    private final Supplier<StreamStart> calls;
    private final Function<byte[], T> decoder;
    private final Executor threads;

    /**
     * @param calls makes ready for a call, on the thread that subscribes
     * @param decoder what an item's payload stands for; may throw
     * @param threads where subscribers are called
     */
    ReplyPublisher(Supplier<StreamStart> calls, Function<byte[], T> decoder, Executor threads) {
        this.calls = calls;
        this.decoder = decoder;
        this.threads = threads;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new ReplySubscription<>(subscriber, calls.get(), decoder, threads).begin();
    }
}
