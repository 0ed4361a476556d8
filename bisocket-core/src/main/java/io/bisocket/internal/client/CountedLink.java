package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkStats;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A link that counts the calls that are under way on it. Thread-safe. */
final class CountedLink implements Link {

    private static final int LAST = 1;
    private static final int CALL = 2;

    private final Link link;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> successor;

    /** Twice the calls that are under way, and 1 when no more are made. */
    private final AtomicInteger state = new AtomicInteger();

    CountedLink(Link link) {
        this.link = link;
    }

    /**
     * No more calls are made.
     *
     * @return completes when none is under way; never fails
     */
    CompletableFuture<Void> idle() {
        completeIfIdle(state.updateAndGet(now -> now | LAST));
        return idle;
    }

    /** Another link is sought, and there or not when this completes. */
    void successor(CompletableFuture<?> sought) {
        successor = sought;
    }

    @Override
    public @Nullable CompletableFuture<?> successor() {
        return successor;
    }

    @Override
    public String dialect() {
        return link.dialect();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return link.remoteAddress();
    }

    @Override
    public LinkStats stats() {
        return link.stats();
    }

    @Override
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        return counted(() -> link.send(message, whenFull));
    }

    @Override
    public RequestCall request(
            Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told) {
        begin();
        try {
            return link.request(message, timeout, whenFull, new CountedReply(told));
        } catch (RuntimeException e) {
            ended();
            throw e;
        }
    }

    @Override
    public StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener) {
        CountedStream counted = new CountedStream(listener);
        begin();
        try {
            StreamCall call = link.stream(message, timeout, whenFull, counted);
            return counted.call(call);
        } catch (RuntimeException e) {
            counted.end();
            throw e;
        }
    }

    @Override
    public void readCalls(boolean read) {
        link.readCalls(read);
    }

    @Override
    public CompletableFuture<Void> endCalls() {
        return link.endCalls();
    }

    @Override
    public CompletableFuture<Void> close() {
        return link.close();
    }

    @Override
    public void abort(BiSocketException cause) {
        link.abort(cause);
    }

    private void begin() {
        if ((state.getAndAdd(CALL) & LAST) != 0) {
            ended();
            throw new RequestRejectedException(
                    ErrorCode.DRAINING, "another connection has taken this one's place", null);
        }
    }

    private <T> CompletableFuture<T> counted(Supplier<CompletableFuture<T>> call) {
        begin();
        try {
            CompletableFuture<T> outcome = call.get();
            outcome.whenComplete((value, failure) -> ended());
            return outcome;
        } catch (RuntimeException e) {
            ended();
            throw e;
        }
    }

    private void ended() {
        completeIfIdle(state.addAndGet(-CALL));
    }

    private void completeIfIdle(int now) {
        if (now == LAST) {
            idle.complete(null);
        }
    }

    /** A request that ends when its caller is told. */
    private final class CountedReply implements ReplyListener {

        private final ReplyListener told;

        CountedReply(ReplyListener told) {
            this.told = told;
        }

        @Override
        public void onReply(Incoming reply) {
            ended();
            told.onReply(reply);
        }

        @Override
        public void onFailed(Throwable failure) {
            ended();
            told.onFailed(failure);
        }
    }

    /** A stream that ends once, whoever ends it. */
    private final class CountedStream implements StreamListener {

        private final StreamListener listener;
        private final AtomicBoolean over = new AtomicBoolean();

        CountedStream(StreamListener listener) {
            this.listener = listener;
        }

        StreamCall call(StreamCall call) {
            return new StreamCall() {
                @Override
                public void request(long more) {
                    call.request(more);
                }

                @Override
                public void cancel() {
                    call.cancel();
                    end();
                }
            };
        }

        void end() {
            if (over.compareAndSet(false, true)) {
                ended();
            }
        }

        @Override
        public void onItem(Incoming item) {
            listener.onItem(item);
        }

        @Override
        public void onEnd() {
            end();
            listener.onEnd();
        }

        @Override
        public void onFailed(BiSocketException failure) {
            end();
            listener.onFailed(failure);
        }
    }
}
