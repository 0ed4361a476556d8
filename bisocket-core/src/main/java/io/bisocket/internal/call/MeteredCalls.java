package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Measures how long sends and streams take, where somebody wants to know. */
record MeteredCalls(BiSocketMetrics metrics) {

    <T> CompletableFuture<T> measure(String method, Supplier<CompletableFuture<T>> send) {
        Measurement measurement = Measurement.begin(metrics, CallKind.SEND, method);
        if (measurement == null) {
            return send.get();
        }
        try {
            CompletableFuture<T> outcome = send.get();
            outcome.whenComplete((value, failure) -> measurement.end(failure));
            return outcome;
        } catch (RuntimeException e) {
            measurement.end(e);
            throw e;
        }
    }

    StreamCall measure(
            String method, StreamListener listener, Function<StreamListener, StreamCall> call) {
        Measurement measurement = Measurement.begin(metrics, CallKind.STREAM, method);
        if (measurement == null) {
            return call.apply(listener);
        }
        Stream stream = new Stream(listener, measurement);
        try {
            return stream.cancellable(call.apply(stream));
        } catch (RuntimeException e) {
            measurement.end(e);
            throw e;
        }
    }

    /** A stream that is measured. */
    private record Stream(StreamListener listener, Measurement measurement)
            implements StreamListener {

        private StreamCall cancellable(StreamCall call) {
            return new StreamCall() {
                @Override
                public void request(long more) {
                    call.request(more);
                }

                @Override
                public void cancel() {
                    call.cancel();
                    measurement.end(new CancellationException());
                }
            };
        }

        @Override
        public void onItem(Incoming item) {
            listener.onItem(item);
        }

        @Override
        public void onEnd() {
            measurement.end(null);
            listener.onEnd();
        }

        @Override
        public void onFailed(BiSocketException failure) {
            measurement.end(failure);
            listener.onFailed(failure);
        }
    }
}
