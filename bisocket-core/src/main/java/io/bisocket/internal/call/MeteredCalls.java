package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.internal.link.FailureCodes;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures how long calls take, where somebody wants to know. */
record MeteredCalls(BiSocketMetrics metrics) {

    private boolean isIdle() {
        return BiSocketMetrics.none().equals(metrics);
    }

    <T> CompletableFuture<T> measure(
            CallKind kind, String method, Supplier<CompletableFuture<T>> call) {
        if (isIdle()) {
            return call.get();
        }
        long begun = System.nanoTime();
        try {
            CompletableFuture<T> outcome = call.get();
            outcome.whenComplete((value, failure) -> end(kind, method, failure, begun));
            return outcome;
        } catch (RuntimeException e) {
            end(kind, method, e, begun);
            throw e;
        }
    }

    StreamCall measure(
            String method, StreamListener listener, Function<StreamListener, StreamCall> call) {
        if (isIdle()) {
            return call.apply(listener);
        }
        Stream stream = new Stream(method, listener, System.nanoTime());
        try {
            return stream.cancellable(call.apply(stream));
        } catch (RuntimeException e) {
            stream.end(e);
            throw e;
        }
    }

    private void end(CallKind kind, String method, @Nullable Throwable failure, long begun) {
        metrics.called(method, kind, FailureCodes.of(failure), System.nanoTime() - begun);
    }

    /** A stream that ends once. */
    private final class Stream implements StreamListener {

        private final String method;
        private final StreamListener listener;
        private final long begun;
        private final AtomicBoolean over = new AtomicBoolean();

        private Stream(String method, StreamListener listener, long begun) {
            this.method = method;
            this.listener = listener;
            this.begun = begun;
        }

        private void end(@Nullable Throwable failure) {
            if (over.compareAndSet(false, true)) {
                MeteredCalls.this.end(CallKind.STREAM, method, failure, begun);
            }
        }

        private StreamCall cancellable(StreamCall call) {
            return new StreamCall() {
                @Override
                public void request(long more) {
                    call.request(more);
                }

                @Override
                public void cancel() {
                    call.cancel();
                    end(new CancellationException());
                }
            };
        }

        @Override
        public void onItem(Incoming item) {
            listener.onItem(item);
        }

        @Override
        public void onEnd() {
            end(null);
            listener.onEnd();
        }

        @Override
        public void onFailed(BiSocketException failure) {
            end(failure);
            listener.onFailed(failure);
        }
    }
}
