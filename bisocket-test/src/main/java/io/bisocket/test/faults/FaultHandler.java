package io.bisocket.test.faults;

import io.bisocket.SocketRole;
import io.bisocket.internal.transport.ConnectionEvent;
import io.bisocket.internal.transport.NettyTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one socket and everything else, and does to what passes what the conditions say.
 * What is held keeps its order, and counts as not written yet. On the event loop but for what is
 * said to be thread-safe.
 */
final class FaultHandler extends ChannelDuplexHandler {

    /** From so many writes on the channel counts as full. */
    private static final int FULL = 16;

    private static final int WRITABILITY = 1;

    private final Channel channel;
    private final Conditions conditions;
    private final Held incoming = new Held();
    private final Held outgoing = new Held();
    private @Nullable ChannelHandlerContext context;
    private boolean readWanted;
    private boolean mute;

    FaultHandler(Channel channel, Conditions conditions) {
        this.channel = channel;
        this.conditions = conditions;
    }

    /** Whether this is the end that connected; thread-safe. */
    boolean isDialled() {
        return channel.parent() == null;
    }

    /** Which of a client's sockets this is; null at the server's end. Thread-safe. */
    @Nullable SocketRole role() {
        return channel.attr(NettyTransport.ROLE).get();
    }

    /** Whether the channel is this one or its other end; thread-safe. */
    boolean isEndOf(Channel end) {
        return end.equals(channel)
                || (channel.localAddress() != null
                        && channel.localAddress().equals(end.remoteAddress())
                        && end.localAddress() != null
                        && end.localAddress().equals(channel.remoteAddress()));
    }

    /** Closes the socket without a word; thread-safe. */
    void lose() {
        onLoop(() -> context().close());
    }

    /** Lets this end forget its session, of which the other end hears nothing; thread-safe. */
    void loseSession() {
        onLoop(
                () -> {
                    mute = true;
                    context().fireUserEventTriggered(ConnectionEvent.LOSE_SESSION);
                });
    }

    /** The conditions have changed; thread-safe. */
    void look() {
        onLoop(this::release);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx,
            SocketAddress remote,
            @Nullable SocketAddress local,
            ChannelPromise promise) {
        if (conditions.refuse()) {
            promise.setFailure(new ConnectException("connection refused"));
        } else {
            ctx.connect(remote, local, promise);
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (isStalled()) {
            readWanted = true;
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        pass(incoming, () -> ctx.fireChannelRead(message));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        pass(incoming, ctx::fireChannelReadComplete);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (mute) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            pass(outgoing, () -> ctx.write(message, promise));
            tellWritability();
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        pass(outgoing, ctx::flush);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        incoming.releaseAll();
        outgoing.releaseAll();
        ctx.fireChannelInactive();
    }

    private void pass(Held held, Runnable step) {
        long delay = isDialled() ? conditions.delay() : 0;
        if (held.isEmpty() && delay == 0 && !isStalled()) {
            step.run();
        } else {
            held.add(step, System.nanoTime() + delay);
            releaseIn(delay);
        }
    }

    private boolean isStalled() {
        return isDialled() && conditions.stall(role());
    }

    private void release() {
        if (isStalled()) {
            return;
        }
        long now = System.nanoTime();
        boolean delayed = conditions.delay() > 0;
        for (Held each : new Held[] {incoming, outgoing}) {
            if (delayed) {
                each.releaseDue(now);
            } else {
                each.releaseAll();
            }
            each.nextIn(now).ifPresent(this::releaseIn);
        }
        tellWritability();
        if (readWanted) {
            readWanted = false;
            context().read();
        }
    }

    private void tellWritability() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer != null) {
            buffer.setUserDefinedWritability(WRITABILITY, outgoing.size() < FULL);
        }
    }

    private void releaseIn(long nanos) {
        if (!isStalled()) {
            channel.eventLoop().schedule(this::release, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the handler was not added yet");
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the channel.
        }
    }
}
