package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.session.SerialLane;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's stream, by the rules of Reactive Streams 1.0.4. Signals come one after the other
 * in a lane; requesting and cancelling are thread-safe.
 *
 * <pre>
 *   begin() --&gt; onSubscribe --&gt; call is made --&gt; onNext* --&gt; onComplete | onError
 *                    \____________________________\__ cancel(): no signal comes any more
 * </pre>
 *
 * An item's place at the link is given back when onNext has returned.
 */
final class ReplySubscription<T> implements Flow.Subscription, StreamListener {

    private static final Logger log = LoggerFactory.getLogger(ReplySubscription.class);

    private final StreamStart start;
    private final Function<byte[], T> decoder;
    private final SerialLane lane;
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private @Nullable StreamCall call;
    private long demandBeforeCall;
    private boolean unwanted;

    ReplySubscription(
            Flow.Subscriber<? super T> subscriber,
            StreamStart start,
            Function<byte[], T> decoder,
            Executor threads) {
        this.subscriber = subscriber;
        this.start = start;
        this.decoder = decoder;
        this.lane = new SerialLane(threads);
    }

    void begin() {
        lane.execute(
                () -> {
                    tell(told -> told.onSubscribe(this));
                    if (isUnwanted()) {
                        start.abandon();
                    } else {
                        makeCall();
                    }
                });
    }

    @Override
    public void request(long more) {
        if (more <= 0) {
            endCall();
            fail(new IllegalArgumentException("the demand must be more than zero but was " + more));
            return;
        }
        @Nullable StreamCall current;
        synchronized (this) {
            current = call;
            if (unwanted) {
                return;
            }
            if (current == null) {
                long sum = demandBeforeCall + more;
                demandBeforeCall = sum < 0 ? Long.MAX_VALUE : sum;
            }
        }
        if (current != null) {
            current.request(more);
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            subscriber = null;
        }
        endCall();
    }

    @Override
    public void onItem(Incoming item) {
        lane.execute(
                () -> {
                    try {
                        deliver(item);
                    } finally {
                        item.release();
                    }
                });
    }

    @Override
    public void onEnd() {
        finish(Flow.Subscriber::onComplete);
    }

    @Override
    public void onFailed(BiSocketException failure) {
        fail(failure);
    }

    private void makeCall() {
        StreamCall made;
        try {
            made = start.call(this);
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        long demand;
        synchronized (this) {
            call = made;
            demand = demandBeforeCall;
        }
        if (isUnwanted()) {
            made.cancel();
        } else if (demand > 0) {
            made.request(demand);
        }
    }

    private void deliver(Incoming item) {
        if (isUnwanted()) {
            return;
        }
        T value;
        try {
            value = decoder.apply(item.bytes());
        } catch (RuntimeException e) {
            endCall();
            tellLast(told -> told.onError(e));
            return;
        }
        tell(told -> told.onNext(value));
    }

    private void fail(Throwable failure) {
        finish(told -> told.onError(failure));
    }

    /** Tells the last signal, after those that are on their way. */
    private void finish(Consumer<Flow.Subscriber<? super T>> last) {
        lane.execute(() -> tellLast(last));
    }

    /** Tells the last signal now, in the lane: an end that has come already is told no more. */
    private void tellLast(Consumer<Flow.Subscriber<? super T>> last) {
        tell(last);
        synchronized (this) {
            subscriber = null;
            unwanted = true;
        }
    }

    private void tell(Consumer<Flow.Subscriber<? super T>> signal) {
        Flow.@Nullable Subscriber<? super T> told;
        synchronized (this) {
            told = subscriber;
        }
        if (told == null) {
            return;
        }
        try {
            signal.accept(told);
        } catch (Throwable e) {
            log.error("A subscriber failed; its stream is cancelled", e);
            cancel();
        }
    }

    private synchronized boolean isUnwanted() {
        return unwanted;
    }

    private void endCall() {
        @Nullable StreamCall current;
        synchronized (this) {
            if (unwanted) {
                return;
            }
            unwanted = true;
            current = call;
        }
        if (current != null) {
            current.cancel();
        }
    }
}
