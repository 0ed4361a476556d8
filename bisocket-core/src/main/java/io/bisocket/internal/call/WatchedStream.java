package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.util.concurrent.CancellationException;

/** The stream of an intercepted call. */
record WatchedStream(StreamStart start, InterceptedCall watcher) implements StreamStart {

    @Override
    public StreamCall call(StreamListener listener) {
        try {
            watcher.throwRefusal();
            return watched(start.call(watched(listener)));
        } catch (RuntimeException e) {
            watcher.end(e);
            throw e;
        }
    }

    @Override
    public void abandon() {
        watcher.end(new CancellationException("cancelled before the call was made"));
    }

    private StreamCall watched(StreamCall call) {
        return new StreamCall() {
            @Override
            public void request(long more) {
                call.request(more);
            }

            @Override
            public void cancel() {
                call.cancel();
                watcher.end(new CancellationException("cancelled by its caller"));
            }
        };
    }

    private StreamListener watched(StreamListener listener) {
        return new StreamListener() {
            @Override
            public void onItem(Incoming item) {
                listener.onItem(item);
            }

            @Override
            public void onEnd() {
                watcher.end(null);
                listener.onEnd();
            }

            @Override
            public void onFailed(BiSocketException failure) {
                watcher.end(failure);
                listener.onFailed(failure);
            }
        };
    }
}
