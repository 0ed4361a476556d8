package io.bisocket.internal.python;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in, frame bodies ({@code byte[]}) out. The first terminator ends a frame, what follows it
 * belongs to the next, and empty frames are skipped.
 *
 * <pre>
 * +------------------+---------+------------------+---------+----
 * | body             | |[-_-]| | body             | |[-_-]| | ...
 * +------------------+---------+------------------+---------+----
 * </pre>
 *
 * <p>A frame that is too large, that stays incomplete for too long, or that the end of the
 * connection cuts short is reported once, as a {@link PythonFrameException} through {@code
 * exceptionCaught}; what comes after it is discarded, and closing the channel is up to the owner. A
 * connection that ends between two frames reports nothing.
 *
 * <p>At most the limit and one read's worth of bytes are held, and none between frames. All frames
 * of one read are passed on, also while {@code autoRead} is off, so a {@code FlowControlHandler}
 * that follows queues no more than that. Whoever asks for a read is told that it is complete when
 * it has yielded a frame, not before. While nothing is read, because {@code autoRead} is off and
 * nobody asked for more, no frame is too slow: its time starts anew when reading goes on.
 */
public final class PythonFrameDecoder extends ChannelDuplexHandler {

    private final TerminatorSearch search = new TerminatorSearch();
    private final Duration partialFrameTimeout;
    private FrameLimit limit;
    private @Nullable ByteSegments partial;
    private @Nullable Future<?> timer;
    private boolean stopped;

    /** The current read has yielded a frame. */
    private boolean passedOn;

    /** Somebody asked for a frame, with {@code autoRead} off, and has got none. */
    private boolean readRequested;

    /** No read is due by itself, so the next one ends a pause. */
    private boolean nextReadResumes;

    /**
     * @param limit the largest body
     * @param partialFrameTimeout how long a frame may stay incomplete, from its first byte
     */
    public PythonFrameDecoder(FrameLimit limit, Duration partialFrameTimeout) {
        this.limit = limit;
        this.partialFrameTimeout = partialFrameTimeout;
    }

    /**
     * Sets another limit, for the frame that is being read too. To be called on the event loop.
     *
     * @param limit the largest body
     */
    public void limit(FrameLimit limit) {
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            while (in.isReadable() && !stopped) {
                readFrame(ctx, in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        nextReadResumes = !isAutoRead(ctx);
        boolean nothingToTell = readRequested && !passedOn && !stopped;
        passedOn = false;
        if (readRequested && !stopped) {
            ctx.read();
        }
        if (!nothingToTell) {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (partial != null && nextReadResumes) {
            cancelTimer();
            startTimer(ctx);
        }
        nextReadResumes = true;
        readRequested = !isAutoRead(ctx);
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (partial != null) {
            fail(ctx, PythonFrameException.cutShort(partial.length()));
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopped = true;
        dropPartial();
    }

    private void readFrame(ChannelHandlerContext ctx, ByteBuf in) {
        int start = in.readerIndex();
        int end = search.find(in, start, in.writerIndex());
        int count = (end < 0 ? in.writerIndex() : end) - start;
        int held = partial == null ? 0 : partial.length();
        int terminator = end < 0 ? search.matched() : Token.LENGTH;
        int bodyLength = held + count - terminator;
        if (bodyLength > limit.bytes()) {
            fail(ctx, PythonFrameException.tooLarge(limit, bodyLength));
        } else if (end < 0) {
            hold(in, count);
            startTimer(ctx);
        } else {
            passOn(ctx, take(in, count, bodyLength));
        }
    }

    private void hold(ByteBuf in, int count) {
        if (partial == null) {
            partial = new ByteSegments();
        }
        partial.append(in, count);
    }

    private byte[] take(ByteBuf in, int count, int bodyLength) {
        if (partial == null) {
            byte[] body = ByteBufUtil.getBytes(in, in.readerIndex(), bodyLength);
            in.skipBytes(count);
            return body;
        }
        partial.append(in, count);
        byte[] body = partial.first(bodyLength);
        dropPartial();
        return body;
    }

    private void passOn(ChannelHandlerContext ctx, byte[] body) {
        if (body.length > 0) {
            readRequested = false;
            passedOn = true;
            ctx.fireChannelRead(body);
        }
    }

    private void startTimer(ChannelHandlerContext ctx) {
        if (timer == null) {
            timer =
                    ctx.executor()
                            .schedule(
                                    () -> timeOut(ctx),
                                    partialFrameTimeout.toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void timeOut(ChannelHandlerContext ctx) {
        timer = null;
        if (partial != null && (readRequested || isAutoRead(ctx))) {
            fail(ctx, PythonFrameException.tooSlow(partialFrameTimeout, partial.length()));
        }
    }

    private void fail(ChannelHandlerContext ctx, PythonFrameException cause) {
        stopped = true;
        dropPartial();
        ctx.fireExceptionCaught(cause);
    }

    private void dropPartial() {
        partial = null;
        cancelTimer();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private static boolean isAutoRead(ChannelHandlerContext ctx) {
        return ctx.channel().config().isAutoRead();
    }
}
