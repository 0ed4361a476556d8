package io.bisocket.spring.handler;

import io.bisocket.Request;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a handler publishes, as payloads. The caller's demand and cancellation reach the handler's
 * publisher as they are. When that fails and somebody handles the failure, the outcome is the last
 * item. Each publisher is for one call.
 */
final class ReplyPublisher implements Flow.Publisher<byte[]> {

    private final Flow.Publisher<?> source;
    private final Request request;
    private final Replies replies;
    private final Function<Throwable, CompletionStage<? extends @Nullable Object>> recovery;
    private final Executor context;

    /**
     * @param recovery what to publish instead of a failure; a stage that fails with it if nobody
     *     handles it
     * @param context runs in place what makes the handler's publisher work
     */
    ReplyPublisher(
            Flow.Publisher<?> source,
            Request request,
            Replies replies,
            Function<Throwable, CompletionStage<? extends @Nullable Object>> recovery,
            Executor context) {
        this.source = source;
        this.request = request;
        this.replies = replies;
        this.recovery = recovery;
        this.context = context;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
        context.execute(() -> source.subscribe(new Mapping(subscriber)));
    }

    private final class Mapping implements Flow.Subscriber<Object>, Flow.Subscription {

        private final Flow.Subscriber<? super byte[]> downstream;
        private volatile Flow.@Nullable Subscription upstream;
        private volatile boolean failed;
        private long demand;
        private byte @Nullable [] last;

        Mapping(Flow.Subscriber<? super byte[]> downstream) {
            this.downstream = downstream;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            upstream = given;
            downstream.onSubscribe(this);
        }

        @Override
        public void onNext(Object item) {
            if (failed) {
                return;
            }
            byte[] payload;
            try {
                payload = replies.payload(request, item);
            } catch (RuntimeException e) {
                failed = true;
                cancel();
                downstream.onError(e);
                return;
            }
            synchronized (this) {
                demand--;
            }
            downstream.onNext(payload);
        }

        @Override
        public void onError(Throwable failure) {
            if (!failed) {
                recovery.apply(failure)
                        .whenComplete(
                                (value, unhandled) -> {
                                    if (unhandled == null) {
                                        end(value);
                                    } else {
                                        downstream.onError(Replies.unwrapped(unhandled));
                                    }
                                });
            }
        }

        @Override
        public void onComplete() {
            if (!failed) {
                downstream.onComplete();
            }
        }

        @Override
        public void request(long items) {
            synchronized (this) {
                demand = demand + items < 0 ? Long.MAX_VALUE : demand + items;
            }
            Flow.Subscription current = upstream;
            if (current != null) {
                context.execute(() -> current.request(items));
            }
            endIfDemanded();
        }

        @Override
        public void cancel() {
            Flow.Subscription current = upstream;
            if (current != null) {
                current.cancel();
            }
        }

        /** The last item waits for demand, as every other. */
        private void end(@Nullable Object value) {
            byte[] payload;
            try {
                payload = replies.single(request, value);
            } catch (RuntimeException e) {
                downstream.onError(e);
                return;
            }
            if (payload == null) {
                downstream.onComplete();
                return;
            }
            synchronized (this) {
                last = payload;
            }
            endIfDemanded();
        }

        private void endIfDemanded() {
            byte[] payload;
            synchronized (this) {
                if (last == null || demand == 0) {
                    return;
                }
                payload = last;
                last = null;
            }
            downstream.onNext(payload);
            downstream.onComplete();
        }
    }
}
