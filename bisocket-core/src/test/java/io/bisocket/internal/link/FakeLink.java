package io.bisocket.internal.link;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A link without sockets, whose other end is the test. */
public final class FakeLink implements Link {

    /** A message on its way, and what is to become of it. */
    public record Sent(Outgoing message, WhenFull whenFull, CompletableFuture<RequestId> done) {}

    /** A request on its way, and its reply. */
    public record Asked(
            Outgoing message,
            Duration timeout,
            WhenFull whenFull,
            CompletableFuture<Incoming> reply) {

        public void answer(String text) {
            reply.complete(new Item(text));
        }
    }

    /** A stream under way. */
    public static final class Streaming implements StreamCall {

        private final Outgoing message;
        private final Duration timeout;
        private final StreamListener listener;
        private long requested;
        private boolean cancelled;

        private Streaming(Outgoing message, Duration timeout, StreamListener listener) {
            this.message = message;
            this.timeout = timeout;
            this.listener = listener;
        }

        public Outgoing message() {
            return message;
        }

        public Duration timeout() {
            return timeout;
        }

        public Item item(String text) {
            Item item = new Item(text);
            listener.onItem(item);
            return item;
        }

        public void end() {
            listener.onEnd();
        }

        public void fail(BiSocketException failure) {
            listener.onFailed(failure);
        }

        public synchronized long requested() {
            return requested;
        }

        public synchronized boolean isCancelled() {
            return cancelled;
        }

        @Override
        public synchronized void request(long more) {
            requested = requested + more < 0 ? Long.MAX_VALUE : requested + more;
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
        }
    }

    /** A payload of text that knows how often it was released, and on which threads it was read. */
    public static final class Item implements Incoming {

        private final byte[] bytes;
        private final AtomicInteger releases = new AtomicInteger();
        private final List<String> readers = new CopyOnWriteArrayList<>();

        public Item(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        public int releases() {
            return releases.get();
        }

        public List<String> readers() {
            return readers;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("of", "item");
        }

        @Override
        public byte[] bytes() {
            readers.add(Thread.currentThread().getName());
            return bytes;
        }

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void release() {
            releases.incrementAndGet();
        }
    }

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Streaming> streams = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> callsEnded = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final @Nullable CompletableFuture<?> successor;
    private volatile boolean endingCalls;
    private volatile boolean closing;

    public FakeLink() {
        this(null);
    }

    /**
     * @param successor completes when another link has taken this one's place
     */
    public FakeLink(@Nullable CompletableFuture<?> successor) {
        this.successor = successor;
    }

    @Override
    public @Nullable CompletableFuture<?> successor() {
        return successor;
    }

    public List<Sent> sent() {
        return sent;
    }

    public List<Asked> asked() {
        return asked;
    }

    public List<Streaming> streams() {
        return streams;
    }

    public boolean isEndingCalls() {
        return endingCalls;
    }

    public boolean isClosing() {
        return closing;
    }

    /** Completes what {@link #endCalls} promised. */
    public void callsHaveEnded() {
        callsEnded.complete(null);
    }

    /** Completes what {@link #close} promised. */
    public void isClosed() {
        closed.complete(null);
    }

    @Override
    public String dialect() {
        return "fake";
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("fake", 1);
    }

    @Override
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        CompletableFuture<RequestId> done = new CompletableFuture<>();
        sent.add(new Sent(message, whenFull, done));
        return done;
    }

    @Override
    public RequestCall request(
            Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told) {
        CompletableFuture<Incoming> reply = new CompletableFuture<>();
        asked.add(new Asked(message, timeout, whenFull, reply));
        return RequestCall.of(reply, told);
    }

    @Override
    public StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener) {
        Streaming stream = new Streaming(message, timeout, listener);
        streams.add(stream);
        return stream;
    }

    @Override
    public CompletableFuture<Void> endCalls() {
        endingCalls = true;
        return callsEnded;
    }

    @Override
    public CompletableFuture<Void> close() {
        closing = true;
        return closed;
    }
}
