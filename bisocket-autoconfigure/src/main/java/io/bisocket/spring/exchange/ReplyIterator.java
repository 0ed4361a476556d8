package io.bisocket.spring.exchange;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for replies, one after the other, and asks for at most {@value #AHEAD} ahead. Iterated by
 * one thread.
 */
final class ReplyIterator implements Iterator<Object>, Flow.Subscriber<Object> {

    private static final int AHEAD = 32;

    /** One thing that happened: a reply, a failure, or neither for the end. */
    private record Signal(@Nullable Object reply, @Nullable Throwable failure) {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private @Nullable Signal next;
    private boolean begun;

    private ReplyIterator() {}

    /** A stream of replies. The call is made at once, and cancelled when the stream is closed. */
    static Stream<Object> stream(Flow.Publisher<Object> replies) {
        ReplyIterator iterator = new ReplyIterator();
        replies.subscribe(iterator);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                iterator, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(iterator::close);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = take();
        }
        if (next.failure() instanceof RuntimeException failure) {
            throw failure;
        }
        if (next.failure() != null) {
            throw new IllegalStateException("a stream failed", next.failure());
        }
        return next.reply() != null;
    }

    @Override
    public Object next() {
        if (!hasNext() || next == null || next.reply() == null) {
            throw new NoSuchElementException();
        }
        Object reply = next.reply();
        next = null;
        return reply;
    }

    private Signal take() {
        Flow.Subscription asked = subscription;
        if (begun && asked != null) {
            asked.request(1);
        }
        begun = true;
        try {
            return signals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new CancellationException("interrupted while waiting for a reply");
        }
    }

    private void close() {
        closed = true;
        Flow.Subscription asked = subscription;
        if (asked != null) {
            asked.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        if (closed) {
            made.cancel();
        } else {
            made.request(AHEAD);
        }
    }

    @Override
    public void onNext(Object reply) {
        signals.add(new Signal(reply, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(null, failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(null, null));
    }
}
