package io.bisocket.internal.transport;

import io.bisocket.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A connection until it has said whose it is: has to do so in time, and is known to be quiet or
 * not. The first handler of its pipeline, which then leaves it.
 */
final class PendingConnection extends ChannelInboundHandlerAdapter implements Admission.Guest {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Channel channel;
    private final InetSocketAddress address;
    private final ChannelGroup children;
    private final Admission admission;
    private final Limits limits;
    private final PeerLog log;
    private volatile long heardAt = System.nanoTime();
    private @Nullable Future<?> timer;

    /**
     * @param children joined as soon as the channel has an event loop: a group that is closed
     *     closes whatever joins, which a channel without one does not bear
     */
    PendingConnection(
            Channel channel,
            InetSocketAddress address,
            ChannelGroup children,
            Admission admission,
            Limits limits,
            PeerLog log) {
        this.channel = channel;
        this.address = address;
        this.children = children;
        this.admission = admission;
        this.limits = limits;
        this.log = log;
    }

    @Override
    public InetAddress address() {
        return address.getAddress();
    }

    @Override
    public boolean isQuiet() {
        return System.nanoTime() - heardAt > QUIET_NANOS;
    }

    @Override
    public void proceed() {
        heardAt = System.nanoTime();
        channel.config().setAutoRead(true);
    }

    @Override
    public void evict() {
        log.line(
                Level.INFO,
                "Closed a silent connection from %s that others wait behind (max-pending-connections, or per-address)"
                        .formatted(address));
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer =
                ctx.executor()
                        .schedule(
                                this::timeOut,
                                limits.handshakeTimeout().toNanos(),
                                TimeUnit.NANOSECONDS);
        children.add(channel);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heardAt = System.nanoTime();
        ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ConnectionEvent.IDENTIFIED) {
            admission.identified(this);
            ctx.pipeline().remove(this);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void timeOut() {
        log.line(
                Level.INFO,
                "Closed a connection from %s that did not say whose it is within %s (handshake-timeout)"
                        .formatted(address, limits.handshakeTimeout()));
        channel.close();
    }
}
