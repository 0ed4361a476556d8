package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.WhenFull;
import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket: takes bodies from the outbox, encodes them, heavy ones off the event
 * loop, and writes them in order. Lives on the channel's event loop.
 */
final class PythonWriter {

    private final Channel channel;
    private final PythonCodec codec;
    private final Limits limits;
    private final PythonOutbox outbox;
    private final StallWatch stallWatch;

    private boolean encoding;
    private int writesInFlight;
    private long writesDone;
    private @Nullable Runnable whenEmpty;

    PythonWriter(
            Channel channel,
            PythonCodec codec,
            Limits limits,
            Consumer<BiSocketException> onStall) {
        this.channel = channel;
        this.codec = codec;
        this.limits = limits;
        this.outbox =
                new PythonOutbox(String.valueOf(channel.remoteAddress()), limits.maxOutboxBytes());
        this.stallWatch =
                new StallWatch(
                        channel,
                        limits.writeTimeout(),
                        () -> writesInFlight > 0,
                        () -> writesDone,
                        onStall);
    }

    /** Admits a body to be encoded; from any thread. {@link #pump()} is to follow. */
    CompletableFuture<Void> add(byte[] plain, WhenFull whenFull) {
        return plain.length > limits.maxMessageSize()
                ? CompletableFuture.failedFuture(tooLarge(plain.length))
                : outbox.add(plain, whenFull);
    }

    /** Admits a body that goes as it is; from any thread. {@link #pump()} is to follow. */
    CompletableFuture<Void> addEncoded(byte[] body) {
        return outbox.addEncoded(body);
    }

    /** Bytes that wait to be written or are being written; from any thread. */
    long queuedBytes() {
        return outbox.bytes();
    }

    /** Admits nothing more; from any thread. */
    void closeOutbox() {
        outbox.close(new ConnectionLostException("the connection is being closed"));
    }

    /** Runs this once, when everything has been written. */
    void whenEmpty(Runnable task) {
        whenEmpty = task;
        pump();
    }

    /** Fails what is left. */
    void end(BiSocketException reason) {
        whenEmpty = null;
        stallWatch.stop();
        outbox.fail(reason);
    }

    /** Writes what can be written now. */
    void pump() {
        boolean written = false;
        PythonOutbox.@Nullable Item item;
        while (!encoding && channel.isWritable() && (item = outbox.poll()) != null) {
            written |= send(item);
        }
        if (written) {
            channel.flush();
        }
        Runnable task = whenEmpty;
        if (task != null && !encoding && outbox.bytes() == 0) {
            whenEmpty = null;
            task.run();
        }
    }

    private boolean send(PythonOutbox.Item item) {
        if (item.encoded()) {
            write(item, item.body());
            return true;
        }
        if (!codec.heavy(item.body().length)) {
            write(item, codec.encode(item.body()));
            return true;
        }
        encoding = true;
        CompletableFuture.supplyAsync(() -> codec.encode(item.body()), CodecWorkers.shared())
                .whenCompleteAsync(
                        (body, failure) -> encoded(item, body, failure), channel.eventLoop());
        return false;
    }

    private void encoded(
            PythonOutbox.Item item, byte @Nullable [] body, @Nullable Throwable failure) {
        encoding = false;
        if (body != null) {
            write(item, body);
            channel.flush();
        } else {
            outbox.finish(item, failure);
        }
        pump();
    }

    private void write(PythonOutbox.Item item, byte[] body) {
        if (body.length > limits.maxMessageSize()) {
            outbox.finish(item, tooLarge(body.length));
            return;
        }
        writesInFlight++;
        channel.write(body).addListener(done -> written(item, done.cause()));
    }

    private void written(PythonOutbox.Item item, @Nullable Throwable failure) {
        writesInFlight--;
        writesDone++;
        outbox.finish(
                item,
                failure == null
                        ? null
                        : new ConnectionLostException(
                                "the connection broke: " + failure.getMessage(), failure));
        if (whenEmpty != null) {
            pump();
        }
    }

    private PayloadTooLargeException tooLarge(int size) {
        return new PayloadTooLargeException(size, limits.maxMessageSize(), "max-message-size");
    }
}
