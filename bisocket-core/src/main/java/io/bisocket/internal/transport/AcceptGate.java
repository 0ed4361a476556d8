package io.bisocket.internal.transport;

import io.bisocket.Limits;
import io.bisocket.internal.link.SessionHost;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * Stands before a listening socket: lets in what admission admits, and stops accepting while there
 * is no room for another connection that has not said whose it is.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {

    private static final int LOOK_AGAIN_MILLIS = 100;

    private final Admission admission;
    private final Limits limits;
    private final ChannelGroup children;
    private final SessionHost host;
    private final PeerLog log;
    private boolean lookingAgain;
    private volatile boolean paused;

    AcceptGate(Limits limits, ChannelGroup children, SessionHost host, PeerLog log) {
        this.admission = new Admission(limits);
        this.limits = limits;
        this.children = children;
        this.host = host;
        this.log = log;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel child = (Channel) message;
        InetSocketAddress address = PeerAddress.find(child.remoteAddress());
        if (address != null && admit(ctx, child, address)) {
            ctx.fireChannelRead(child);
        } else {
            child.unsafe().closeForcibly();
        }
        look(ctx);
    }

    private boolean admit(ChannelHandlerContext ctx, Channel child, InetSocketAddress address) {
        PendingConnection connection =
                new PendingConnection(child, address, children, admission, limits, log);
        Admission.Verdict verdict = admission.admit(connection);
        if (verdict.isRefusal()) {
            host.refused(verdict.setting());
            log.line(
                    Level.WARN,
                    "Refused a connection from %s: too many (%s)"
                            .formatted(address, verdict.setting()));
            return false;
        }
        child.config().setAutoRead(verdict == Admission.Verdict.ADMITTED);
        child.pipeline().addLast(connection);
        child.closeFuture().addListener(closed -> leave(ctx, connection));
        return true;
    }

    private void leave(ChannelHandlerContext ctx, PendingConnection connection) {
        admission.closed(connection);
        if (paused) {
            ctx.executor().execute(() -> look(ctx));
        }
    }

    private void look(ChannelHandlerContext ctx) {
        admission.makeRoom();
        paused = admission.isFull();
        ctx.channel().config().setAutoRead(!paused);
        if ((paused || admission.somebodyWaits()) && !lookingAgain && ctx.channel().isOpen()) {
            lookingAgain = true;
            ctx.executor().schedule(() -> lookAgain(ctx), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAgain(ChannelHandlerContext ctx) {
        lookingAgain = false;
        look(ctx);
    }
}
