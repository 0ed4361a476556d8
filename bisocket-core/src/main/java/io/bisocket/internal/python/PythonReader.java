package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ProtocolException;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into one socket: decodes bodies, heavy ones off the event loop, and hands them on in
 * order. While one is decoded elsewhere, or nobody wants more, nothing is read. Lives on the
 * channel's event loop.
 */
final class PythonReader {

    private static final Logger log = LoggerFactory.getLogger(PythonReader.class);

    private final Channel channel;
    private final PythonCodec codec;
    private final PythonSocket.Events events;
    private final Consumer<BiSocketException> abort;
    private final Queue<byte[]> inbox = new ArrayDeque<>();

    private boolean wanted = true;
    private boolean decoding;
    private boolean draining;
    private boolean deaf;
    private @Nullable Runnable atEnd;

    PythonReader(
            Channel channel,
            PythonCodec codec,
            PythonSocket.Events events,
            Consumer<BiSocketException> abort) {
        this.channel = channel;
        this.codec = codec;
        this.events = events;
        this.abort = abort;
    }

    /** A body has come. */
    void add(byte[] body) {
        if (!deaf) {
            inbox.add(body);
            drain();
        }
    }

    /** Whether bodies are wanted; those that have come already wait. */
    void wanted(boolean wanted) {
        this.wanted = wanted;
        drain();
    }

    /** From now on input is read and thrown away. */
    void deafen() {
        deaf = true;
        inbox.clear();
        drain();
    }

    /** No more bodies come: hands on those that wait, wanted or not, and then runs this. */
    void end(Runnable task) {
        atEnd = task;
        drain();
    }

    private void drain() {
        if (draining) {
            // Whoever is told of a body is through with it before there is another.
            return;
        }
        draining = true;
        try {
            while (!decoding && !inbox.isEmpty() && (wanted || atEnd != null)) {
                take(inbox.remove());
            }
        } finally {
            draining = false;
        }
        Runnable task = atEnd;
        if (task != null && !decoding) {
            atEnd = null;
            task.run();
        }
        boolean autoRead = deaf || (wanted && !decoding);
        if (channel.config().isAutoRead() != autoRead) {
            channel.config().setAutoRead(autoRead);
        }
    }

    private void take(byte[] body) {
        if (events.onRaw(body)) {
            return;
        }
        if (codec.heavy(body.length)) {
            decoding = true;
            CompletableFuture.supplyAsync(() -> codec.decode(body), CodecWorkers.shared())
                    .whenCompleteAsync(this::decoded, channel.eventLoop());
        } else {
            decode(body);
        }
    }

    private void decode(byte[] body) {
        byte[] plain;
        try {
            plain = codec.decode(body);
        } catch (PythonDecodeException e) {
            deliver(null, e);
            return;
        }
        deliver(plain, null);
    }

    private void decoded(byte @Nullable [] plain, @Nullable Throwable failure) {
        decoding = false;
        deliver(plain, failure == null ? null : failure.getCause());
        drain();
    }

    private void deliver(byte @Nullable [] plain, @Nullable Throwable failure) {
        if (deaf) {
            return;
        }
        try {
            if (plain != null) {
                events.onFrame(plain);
            } else if (failure instanceof PythonDecodeException e) {
                deafen();
                events.onUndecodable(e);
            } else {
                abort.accept(new ProtocolException("a frame could not be decoded", failure));
            }
        } catch (BiSocketException e) {
            abort.accept(e);
        } catch (RuntimeException e) {
            log.error("A frame from {} could not be handled", channel.remoteAddress(), e);
            abort.accept(new ProtocolException("a frame could not be handled", e));
        }
    }
}
