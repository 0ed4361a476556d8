package io.bisocket.internal.call;

import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** The items of a reply stream. Each subscription makes a call of its own. Thread-safe. */
final class ReplyPublisher<T> implements Flow.Publisher<T> {

    private final Function<StreamListener, StreamCall> calls;
    private final Function<byte[], T> decoder;
    private final Executor threads;

    /**
     * @param calls makes the call; may throw why it cannot
     * @param decoder what an item's payload stands for; may throw
     * @param threads where subscribers are called
     */
    ReplyPublisher(
            Function<StreamListener, StreamCall> calls,
            Function<byte[], T> decoder,
            Executor threads) {
        this.calls = calls;
        this.decoder = decoder;
        this.threads = threads;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new ReplySubscription<>(subscriber, calls, decoder, threads).begin();
    }
}
