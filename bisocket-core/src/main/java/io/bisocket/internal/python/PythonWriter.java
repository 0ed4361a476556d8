package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.WhenFull;
import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket: takes bodies from the outbox, and then from its owner, encodes them,
 * heavy ones off the event loop, and writes them in order, those that wait together at once. Lives
 * on the channel's event loop.
 */
final class PythonWriter {

    private static final int MOST_BYTES_AT_ONCE = 64 * 1024;

    private final Channel channel;
    private final PythonCodec codec;
    private final Limits limits;
    private final PythonOutbox outbox;
    private final StallWatch stallWatch;
    private final Runnable pumping = this::pumpNow;
    private final AtomicBoolean pumpingSoon = new AtomicBoolean();

    private Supplier<@Nullable Departure> owner = () -> null;
    private @Nullable FrameBatch batch;
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

    /** Admits a body to be encoded; from any thread. Pumping is to follow. */
    CompletableFuture<Void> add(byte[] plain, WhenFull whenFull) {
        return plain.length > limits.maxMessageSize()
                ? CompletableFuture.failedFuture(tooLarge(plain.length))
                : outbox.add(plain, whenFull);
    }

    /** Admits a body that goes as it is; from any thread. Pumping is to follow. */
    CompletableFuture<Void> addEncoded(byte[] body) {
        return outbox.addEncoded(body);
    }

    /** Admits an acknowledgement; from any thread. Pumping is to follow. */
    CompletableFuture<Void> addAcknowledgement() {
        return outbox.addAcknowledgement();
    }

    /** Asks the owner for more whenever something can be written and the outbox is empty. */
    void takeFrom(Supplier<@Nullable Departure> more) {
        owner = more;
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

    /**
     * Has the event loop pump when it is through with what it does now, so that what comes until
     * then goes together; from any thread.
     */
    void pumpSoon() {
        if (!pumpingSoon.get() && pumpingSoon.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(pumping);
            } catch (RejectedExecutionException e) {
                pumpingSoon.set(false);
                throw e;
            }
        }
    }

    private void pumpNow() {
        pumpingSoon.set(false);
        pump();
    }

    /** Writes what can be written now. */
    void pump() {
        @Nullable Departure next;
        while (!encoding && channel.isWritable() && (next = next()) != null) {
            send(next);
        }
        writeBatch();
        Runnable task = whenEmpty;
        if (task != null && !encoding && outbox.bytes() == 0) {
            whenEmpty = null;
            task.run();
        }
    }

    private @Nullable Departure next() {
        Departure queued = outbox.poll();
        return queued == null ? owner.get() : queued;
    }

    private void send(Departure departure) {
        byte[] body = departure.body();
        if (departure.isEncoded()) {
            add(departure, body);
        } else if (!codec.heavy(body.length)) {
            add(departure, codec.encode(body));
        } else {
            encoding = true;
            CompletableFuture.supplyAsync(() -> codec.encode(body), CodecWorkers.shared())
                    .whenCompleteAsync(
                            (encoded, failure) -> encoded(departure, encoded, failure),
                            channel.eventLoop());
        }
    }

    private void encoded(Departure departure, byte @Nullable [] body, @Nullable Throwable failure) {
        encoding = false;
        if (body != null) {
            add(departure, body);
        } else {
            departure.left(failure);
        }
        pump();
    }

    private void add(Departure departure, byte[] body) {
        if (body.length > limits.maxMessageSize()) {
            departure.left(tooLarge(body.length));
            return;
        }
        if (batch == null) {
            batch = new FrameBatch(channel, this::written);
        }
        batch.add(departure, body);
        if (batch.bytes() >= MOST_BYTES_AT_ONCE) {
            writeBatch();
        }
    }

    private void writeBatch() {
        FrameBatch full = batch;
        if (full != null) {
            batch = null;
            writesInFlight++;
            full.writeTo(channel);
            channel.flush();
        }
    }

    private void written() {
        writesInFlight--;
        writesDone++;
        if (whenEmpty != null) {
            pump();
        }
    }

    private PayloadTooLargeException tooLarge(int size) {
        return new PayloadTooLargeException(size, limits.maxMessageSize(), "max-message-size");
    }
}
