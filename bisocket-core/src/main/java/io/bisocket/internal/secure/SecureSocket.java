package io.bisocket.internal.secure;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.ProtocolException;
import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.SecureChannel;
import io.bisocket.internal.transport.ConnectionEvent;
import io.bisocket.internal.transport.OutputEnd;
import io.bisocket.internal.transport.UnreadRoom;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection after its handshake: records in, records out, each direction under its own key and
 * counter. The last handler of its pipeline. All methods are to be called on {@link #loop()}, where
 * all events come, too; none of the methods leads to an event before it returns.
 *
 * <pre>
 *   OPEN ──finish()──► FINISHING ──all written──► LINGERING ──input ends, or 2 s──► CLOSED
 *     │                    │                                                          ▲
 *     └── abort(), input ends, a record does not open, the peer reads nothing ────────┘
 * </pre>
 *
 * <p>Records are delivered in OPEN alone. Writing is pull-based: {@link #wake} says that there may
 * be something, and {@link Events#fill} is asked for it when the channel can take it, so that
 * little more than 216 KiB waits here in an order that cannot be changed any more.
 */
public final class SecureSocket extends ChannelDuplexHandler {

    /** What the owner of a socket is told, on its event loop. */
    public interface Events extends RecordWriter.Source {

        /**
         * The plaintext of one record, 4 to 65,519 bytes. To be read before this returns, and not
         * kept. What this throws ends the connection.
         */
        void onRecord(ByteBuf plaintext);

        /**
         * Appends the plaintext of one record, 4 to 49,152 bytes, for which there is room. What
         * this throws ends the connection.
         *
         * @return false if there was nothing to write, and nothing was written
         */
        @Override
        boolean fill(ByteBuf plaintext);

        /** What follows is read in one go, until {@link #onReadEnded}. */
        default void onReadBegan() {}

        /** All that had come is read. */
        default void onReadEnded() {}

        /** The session is to be lost, as if this end had forgotten it. */
        default void onSessionLost() {}

        /**
         * The socket is closed. Called once, and last.
         *
         * @param cause null if this end closed it
         */
        void onClosed(@Nullable BiSocketException cause);
    }

    private enum State {
        OPEN,
        FINISHING,
        LINGERING,
        CLOSED
    }

    private static final int LINGER_SECONDS = 2;
    private static final WriteBufferWaterMark WATER_MARKS =
            new WriteBufferWaterMark(RecordScratch.BATCH / 2, RecordScratch.BATCH / 2);

    private final Channel channel;
    private final RecordReader reader;
    private final OutputPump pump;
    private final UnreadRoom unread;
    private final Duration writeTimeout;
    private State state = State.OPEN;
    private @Nullable Events events;
    private @Nullable BiSocketException cause;
    private boolean ended;

    /**
     * @param writeTimeout how long the peer may read nothing while something waits for it
     */
    SecureSocket(Channel channel, SecureChannel keys, Duration writeTimeout) {
        this.channel = channel;
        this.writeTimeout = writeTimeout;
        this.unread = new UnreadRoom(channel);
        this.reader = new RecordReader(keys.opener(), this::received);
        this.pump =
                new OutputPump(
                        channel,
                        new RecordWriter(keys.sealer(), this::fill),
                        new WriteStallWatch(channel, writeTimeout, this::stalled),
                        new Output());
        channel.config().setWriteBufferWaterMark(WATER_MARKS);
    }

    /** Where this socket lives, for good. */
    public EventLoop loop() {
        return channel.eventLoop();
    }

    /** The peer's address. */
    public SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    /** How much of what the peer sends may wait in the kernel. */
    public UnreadRoom unread() {
        return unread;
    }

    /** Begins to read. To be called once, as nothing happens before. */
    public void start(Events owner) {
        events = owner;
        if (ended) {
            loop().execute(() -> owner.onClosed(cause));
            return;
        }
        channel.config().setAutoRead(true);
        wake();
    }

    /** Has the output watched, in place of who watched before. */
    public void observe(WriteObserver observer) {
        pump.observe(observer);
    }

    /**
     * There may be something to write. During a read {@link Events#fill} is called at its end, else
     * soon. May come any number of times.
     */
    public void wake() {
        if (state == State.OPEN || state == State.FINISHING) {
            pump.wake();
        }
    }

    /** Has {@link #wake} wait for {@link #release}: it is known when all will be there. */
    public void hold() {
        pump.hold();
    }

    /** Writes what has been woken for meanwhile. */
    public void release() {
        pump.release();
    }

    /** Writes at once what has been woken for. Not while {@link Events#fill} is under way. */
    public void flush() {
        pump.run();
    }

    /**
     * Writes what {@link Events#fill} still gives, and closes. The output is shut first and input
     * is discarded for a while, since closing with unread input would make the peer lose what was
     * written last.
     */
    public void finish() {
        if (state == State.OPEN) {
            state = State.FINISHING;
            pump.wake();
        }
    }

    /** Closes at once; what is not written yet is lost. */
    public void abort() {
        if (state != State.CLOSED) {
            end();
            loop().execute(channel::close);
        }
    }

    /** Whether records are still delivered. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Has another owner told from now on. */
    void handOver(Events owner) {
        events = owner;
        wake();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        pump.hold();
        if (events != null) {
            events.onReadBegan();
        }
        try {
            if (state == State.OPEN) {
                reader.read(in, ctx.alloc());
            }
        } catch (CryptoException e) {
            fail(new ProtocolException("a record does not open: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            fail(new ProtocolException("a record could not be handled: " + e.getMessage(), e));
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        pump.release();
        if (events != null) {
            events.onReadEnded();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump.writabilityChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        fail(broken(failure));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ConnectionEvent.LOSE_SESSION && events != null) {
            events.onSessionLost();
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Somebody closes the channel for reasons that are not this socket's. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        end();
        ctx.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.OPEN || state == State.FINISHING) {
            cause = new ConnectionLostException("the peer closed the connection");
            end();
        }
        reader.release();
        ended = true;
        if (events != null) {
            events.onClosed(cause);
        }
    }

    private boolean received(ByteBuf plaintext) {
        if (events != null) {
            events.onRecord(plaintext);
        }
        return state == State.OPEN;
    }

    private boolean fill(ByteBuf plaintext) {
        boolean writes = state == State.OPEN || state == State.FINISHING;
        return writes && events != null && events.fill(plaintext);
    }

    private void stalled() {
        fail(
                new BiSocketException(
                        ErrorCode.SLOW_CONSUMER,
                        "%s has read nothing for %s (write-timeout)"
                                .formatted(remoteAddress(), writeTimeout)));
    }

    private void linger() {
        if (state == State.FINISHING && pump.isIdle()) {
            state = State.LINGERING;
            pump.stop();
            OutputEnd.tell(channel);
            loop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void fail(BiSocketException reason) {
        if (state == State.OPEN || state == State.FINISHING) {
            cause = reason;
            end();
            channel.close();
        }
    }

    private void end() {
        state = State.CLOSED;
        pump.stop();
    }

    private static ConnectionLostException broken(Throwable failure) {
        return new ConnectionLostException(
                "the connection broke: " + failure.getMessage(), failure);
    }

    /** What becomes of what was written. */
    private final class Output implements OutputPump.Owner {

        @Override
        public void onIdle() {
            if (state == State.FINISHING) {
                // Not while the channel is still busy with what it has just written.
                loop().execute(SecureSocket.this::linger);
            }
        }

        @Override
        public void onWriteFailure(Throwable failure) {
            // A channel that is closed says so by itself, and then perhaps why.
            if (!(failure instanceof ClosedChannelException)) {
                fail(broken(failure));
            }
        }
    }
}
