package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the format cannot carry. */
final class PythonRefusals {

    private PythonRefusals() {}

    /** A message has headers. */
    static RequestRejectedException noHeaders() {
        return new RequestRejectedException("the Python format has no headers");
    }

    /** A client asks for a reply stream. */
    static RequestRejectedException noStreams() {
        return new RequestRejectedException("the Python format has no reply streams");
    }

    /** A server asks its client. */
    static RequestRejectedException noAnswers() {
        return new RequestRejectedException("clients of the Python format answer no requests");
    }

    /** A stream that fails before it begins. */
    static StreamCall stream(BiSocketException failure, EventLoop loop, StreamListener listener) {
        AtomicBoolean cancelled = new AtomicBoolean();
        loop.execute(
                () -> {
                    if (!cancelled.get()) {
                        listener.onFailed(failure);
                    }
                });
        return new StreamCall() {
            @Override
            public void request(long more) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        };
    }
}
