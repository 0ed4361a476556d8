package io.bisocket.internal.python;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.OutputEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One socket of the Python format: bodies in and bodies out, each direction strictly in order. What
 * is too heavy for the event loop is encoded and decoded elsewhere; meanwhile that direction
 * pauses. Thread-safe; the events come on the socket's event loop.
 *
 * <pre>
 *   OPEN --closeGracefully()--> FLUSHING --all written--> LINGERING --input ends, or 2 s--> CLOSED
 *     \_______ abort(), input ends, protocol broken, no progress in writing _______________/
 * </pre>
 */
final class PythonSocket extends ChannelInboundHandlerAdapter {

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
    private final PythonFrameDecoder decoder;
    private final PythonReader reader;
    private final PythonWriter writer;
    private final Limits limits;
    private final Events events;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private boolean acknowledged;
    private boolean closing;
    private boolean lingering;
    private @Nullable BiSocketException cause;

    private PythonSocket(Channel channel, PythonCodec codec, Limits limits, Events events) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.limits = limits;
        this.events = events;
        this.decoder =
                new PythonFrameDecoder(
                        new FrameLimit("max-handshake-size", limits.maxHandshakeSize()),
                        limits.frameTimeout());
        this.reader = new PythonReader(channel, codec, events, this::abort);
        this.writer = new PythonWriter(channel, codec, limits, this::abort);
    }

    /**
     * Adds the format's handlers at the end of a channel's pipeline; to be called on its event
     * loop. Frames are limited to the size of a handshake until {@link #allowMessages()}.
     */
    static PythonSocket install(Channel channel, PythonCodec codec, Limits limits, Events events) {
        PythonSocket socket = new PythonSocket(channel, codec, limits, events);
        channel.pipeline().addLast(socket.decoder, socket);
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
        return writer.queuedBytes();
    }

    /** Frames may be as large as messages from now on. On the event loop. */
    void allowMessages() {
        decoder.limit(new FrameLimit("max-message-size", limits.maxMessageSize()));
    }

    /** Whether to read; true at first. What has been read already waits. */
    void read(boolean wanted) {
        onLoop(() -> reader.wanted(wanted));
    }

    /**
     * Encodes and writes a body.
     *
     * @return completes on the event loop when it has been handed to the network; fails with {@link
     *     io.bisocket.PayloadTooLargeException}, {@link io.bisocket.OutboxFullException} or {@link
     *     ConnectionLostException}
     */
    CompletableFuture<Void> write(byte[] plain, WhenFull whenFull) {
        CompletableFuture<Void> done = writer.add(plain, whenFull);
        writer.pumpSoon();
        return done;
    }

    /** Writes a body as it is, in order with the others. */
    CompletableFuture<Void> writeRaw(byte[] body) {
        CompletableFuture<Void> done = writer.addEncoded(body);
        writer.pumpSoon();
        return done;
    }

    /**
     * Writes an acknowledgement of the request that is being told. That of the first one in a read
     * leaves at once, so a peer that asks one thing at a time has it before anything else happens;
     * those of further ones leave together. On the event loop.
     *
     * @return completes as {@link #write} does
     */
    CompletableFuture<Void> acknowledge() {
        CompletableFuture<Void> done = writer.addAcknowledgement();
        if (acknowledged) {
            writer.pumpSoon();
        } else {
            acknowledged = true;
            writer.pump();
        }
        return done;
    }

    /**
     * Asks for more whenever something can be written and nothing waits here. On the event loop.
     *
     * @param more gives null if there is nothing
     */
    void takeFrom(Supplier<@Nullable Departure> more) {
        writer.takeFrom(more);
    }

    /** There is more to be taken. */
    void writeSoon() {
        writer.pumpSoon();
    }

    /**
     * Writes what is queued and closes. The output is shut first and input is discarded for a
     * while, since closing with unread input would make the peer lose what was written last.
     *
     * @return completes when the socket is closed; never fails
     */
    CompletableFuture<Void> closeGracefully() {
        writer.closeOutbox();
        onLoop(
                () -> {
                    closing = true;
                    reader.deafen();
                    writer.whenEmpty(this::linger);
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
    public void channelRead(ChannelHandlerContext ctx, Object body) {
        reader.add((byte[]) body);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        acknowledged = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        writer.pump();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        abort(
                failure instanceof BiSocketException e
                        ? e
                        : new ConnectionLostException(
                                "the connection broke: " + failure.getMessage(), failure));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        reader.end(this::end);
    }

    private void linger() {
        if (channel.isActive()) {
            lingering = true;
            OutputEnd.tell(channel);
            loop.schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void end() {
        BiSocketException reason = cause;
        if (reason == null && !closing) {
            reason = new ConnectionLostException("the peer closed the connection");
        }
        writer.end(
                reason != null ? reason : new ConnectionLostException("the connection is closed"));
        events.onClosed(reason);
        closed.complete(null);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
