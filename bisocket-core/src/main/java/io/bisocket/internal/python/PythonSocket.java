package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.ProtocolException;
import io.bisocket.internal.session.WhenFull;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of the Python format: bodies in and bodies out, each direction strictly in order. What
 * is too heavy for the event loop is encoded and decoded elsewhere; meanwhile that direction
 * pauses. Writing is thread-safe; the events come on the socket's event loop.
 *
 * <pre>
 *   OPEN --closeGracefully()--> FLUSHING --written--> LINGERING (output shut) --end of input, 2 s--> CLOSED
 *     \_____ abort(), end of input, protocol error, no progress in writing __________________________/
 * </pre>
 */
final class PythonSocket extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(PythonSocket.class);
    private static final PythonFrameEncoder ENCODER = new PythonFrameEncoder();
    private static final int LINGER_SECONDS = 2;

    /** What the owner of a socket is told, on the socket's event loop. */
    interface Events {

        /** A body as it came; true if it was meant to come undecoded, and has been dealt with. */
        boolean onRaw(byte[] body);

        /** A decoded body. */
        void onFrame(byte[] body);

        /** A body that cannot be decoded. Nothing more is read; closing is up to the owner. */
        void onUndecodable(PythonDecodeException cause);

        /**
         * The socket is closed. Called once, and last.
         *
         * @param cause null if this end closed it in good order
         */
        void onClosed(@Nullable BiSocketException cause);
    }

    private final Channel channel;
    private final EventLoop loop;
    private final PythonCodec codec;
    private final PythonFrameDecoder decoder;
    private final Limits limits;
    private final Events events;
    private final PythonOutbox outbox;
    private final Queue<byte[]> inbox = new ArrayDeque<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private boolean reading = true;
    private boolean decoding;
    private boolean deaf;
    private boolean encoding;
    private boolean flushing;
    private boolean lingering;
    private boolean ended;
    private int writesInFlight;
    private long writesDone;
    private @Nullable StallWatch stallWatch;
    private @Nullable BiSocketException cause;

    private PythonSocket(
            Channel channel,
            PythonCodec codec,
            PythonFrameDecoder decoder,
            Limits limits,
            Events events) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.codec = codec;
        this.decoder = decoder;
        this.limits = limits;
        this.events = events;
        this.outbox =
                new PythonOutbox(String.valueOf(channel.remoteAddress()), limits.maxOutboxBytes());
    }

    /**
     * Adds the format's handlers at the end of a channel's pipeline; to be called on its event
     * loop. Frames are limited to the size of a handshake until {@link #allowMessages()}.
     */
    static PythonSocket install(Channel channel, PythonCodec codec, Limits limits, Events events) {
        PythonFrameDecoder decoder =
                new PythonFrameDecoder(
                        new FrameLimit("max-handshake-size", limits.maxHandshakeSize()),
                        limits.frameTimeout());
        PythonSocket socket = new PythonSocket(channel, codec, decoder, limits, events);
        channel.pipeline().addLast(decoder, ENCODER, socket);
        return socket;
    }

    Channel channel() {
        return channel;
    }

    /** Completes when the socket is closed; never fails. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Bytes that wait to be written or are being written. */
    long queuedBytes() {
        return outbox.bytes();
    }

    /** Frames may be as large as messages from now on. On the event loop. */
    void allowMessages() {
        decoder.limit(new FrameLimit("max-message-size", limits.maxMessageSize()));
    }

    /** Whether to read; true at first. What has been read already waits. */
    void read(boolean wanted) {
        onLoop(
                () -> {
                    reading = wanted;
                    drainInbox();
                });
    }

    /**
     * Encodes and writes a body.
     *
     * @return completes on the event loop when it has been handed to the network; fails with {@link
     *     PayloadTooLargeException}, {@link io.bisocket.OutboxFullException} or {@link
     *     ConnectionLostException}
     */
    CompletableFuture<Void> write(byte[] plain, WhenFull whenFull) {
        if (plain.length > limits.maxMessageSize()) {
            return CompletableFuture.failedFuture(tooLarge(plain.length));
        }
        CompletableFuture<Void> done = outbox.add(plain, whenFull);
        onLoop(this::pump);
        return done;
    }

    /** Writes a body as it is, in order with the others. */
    CompletableFuture<Void> writeRaw(byte[] body) {
        CompletableFuture<Void> done = outbox.addEncoded(body);
        onLoop(this::pump);
        return done;
    }

    /**
     * Writes what is queued and closes. The output is shut first and input is discarded for a
     * while, since closing with unread input would make the peer lose what was written last.
     *
     * @return completes when the socket is closed; never fails
     */
    CompletableFuture<Void> closeGracefully() {
        outbox.close(new ConnectionLostException("the connection is being closed"));
        onLoop(
                () -> {
                    flushing = true;
                    deafen();
                    pump();
                });
        return closed;
    }

    /** Closes at once; what is queued fails. */
    void abort(BiSocketException reason) {
        onLoop(
                () -> {
                    if (cause == null && !lingering) {
                        cause = reason;
                    }
                    channel.close();
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!deaf) {
            inbox.add((byte[]) message);
            drainInbox();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        if (failure instanceof PythonFrameException e
                && e.reason() == PythonFrameException.Reason.CUT_SHORT) {
            cause = cause == null ? new ConnectionLostException(e.getMessage(), e) : cause;
        } else if (failure instanceof BiSocketException e) {
            abort(e);
        } else {
            abort(
                    new ConnectionLostException(
                            "the connection broke: " + failure.getMessage(), failure));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended = true;
        drainInbox();
    }

    private void drainInbox() {
        while (!decoding && !inbox.isEmpty() && (reading || ended)) {
            take(inbox.remove());
        }
        if (ended && !decoding && inbox.isEmpty()) {
            end();
        }
        boolean autoRead = deaf || (reading && !decoding);
        if (channel.config().isAutoRead() != autoRead) {
            channel.config().setAutoRead(autoRead);
        }
    }

    private void take(byte[] body) {
        if (events.onRaw(body)) {
            return;
        }
        if (!codec.heavy(body.length)) {
            deliver(body);
            return;
        }
        decoding = true;
        CompletableFuture.supplyAsync(() -> codec.decode(body), CodecWorkers.shared())
                .whenCompleteAsync(
                        (plain, failure) -> {
                            decoding = false;
                            deliver(plain, failure == null ? null : failure.getCause());
                            drainInbox();
                        },
                        loop);
    }

    private void deliver(byte[] body) {
        byte[] plain;
        try {
            plain = codec.decode(body);
        } catch (PythonDecodeException e) {
            deliver(null, e);
            return;
        }
        deliver(plain, null);
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
                abort(new ProtocolException("a frame could not be decoded", failure));
            }
        } catch (BiSocketException e) {
            abort(e);
        } catch (RuntimeException e) {
            log.error("A frame from {} could not be handled", channel.remoteAddress(), e);
            abort(new ProtocolException("a frame could not be handled", e));
        }
    }

    /** From now on input is read and thrown away. */
    private void deafen() {
        deaf = true;
        inbox.clear();
        drainInbox();
    }

    private void pump() {
        boolean written = false;
        PythonOutbox.@Nullable Item item;
        while (!encoding && channel.isWritable() && (item = outbox.poll()) != null) {
            written |= send(item);
        }
        if (written) {
            channel.flush();
        }
        if (flushing && !lingering && !encoding && writesInFlight == 0 && outbox.bytes() == 0) {
            linger();
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
                        (body, failure) -> {
                            encoding = false;
                            if (failure == null) {
                                write(item, body);
                                channel.flush();
                            } else {
                                outbox.finish(item, failure);
                            }
                            pump();
                        },
                        loop);
        return false;
    }

    private void write(PythonOutbox.Item item, byte[] body) {
        if (body.length > limits.maxMessageSize()) {
            outbox.finish(item, tooLarge(body.length));
            return;
        }
        writesInFlight++;
        if (stallWatch == null) {
            stallWatch =
                    StallWatch.start(
                            channel,
                            limits.writeTimeout(),
                            () -> writesInFlight > 0,
                            () -> writesDone,
                            this::abort);
        }
        channel.write(body)
                .addListener(
                        written -> {
                            writesInFlight--;
                            writesDone++;
                            outbox.finish(item, written.isSuccess() ? null : lost(written.cause()));
                            if (flushing) {
                                pump();
                            }
                        });
    }

    private void linger() {
        lingering = true;
        ((DuplexChannel) channel).shutdownOutput();
        loop.schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void end() {
        if (closed.isDone()) {
            return;
        }
        BiSocketException reason = cause;
        if (reason == null && !flushing) {
            reason = new ConnectionLostException("the peer closed the connection");
        }
        outbox.fail(
                reason != null ? reason : new ConnectionLostException("the connection is closed"));
        if (stallWatch != null) {
            stallWatch.stop();
        }
        events.onClosed(reason);
        closed.complete(null);
    }

    private PayloadTooLargeException tooLarge(int size) {
        return new PayloadTooLargeException(size, limits.maxMessageSize(), "max-message-size");
    }

    private BiSocketException lost(Throwable failure) {
        return cause != null
                ? cause
                : new ConnectionLostException(
                        "the connection broke: " + failure.getMessage(), failure);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
