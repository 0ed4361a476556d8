package io.bisocket.internal.transport;

import io.bisocket.SocketInfo;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.transport.ServerDialect.Match;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.slf4j.event.Level;

/**
 * Hands a connection to the wire format that its first bytes speak. The formats are asked in order,
 * and one that needs more bytes is waited for before those behind it are asked.
 *
 * <p>What is held is bounded: a format that has not made up its mind after {@value #MOST_BYTES}
 * bytes is taken to have said no.
 */
final class DialectSelector extends ByteToMessageDecoder {

    static final int MOST_BYTES = 256;

    private final List<ServerDialect> dialects;
    private final SessionHost host;
    private final PeerLog log;
    private boolean selected;

    DialectSelector(List<ServerDialect> dialects, SessionHost host, PeerLog log) {
        this.dialects = dialects;
        this.host = host;
        this.log = log;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        for (ServerDialect dialect : dialects) {
            Match match = dialect.match(in);
            if (match == Match.YES) {
                select(ctx, dialect);
                return;
            }
            if (match == Match.UNDECIDED && in.readableBytes() < MOST_BYTES) {
                return;
            }
        }
        log.line(
                Level.INFO,
                "Closed a connection from %s, which speaks none of %s"
                        .formatted(
                                ctx.channel().remoteAddress(),
                                dialects.stream().map(ServerDialect::name).toList()));
        in.skipBytes(in.readableBytes());
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        if (!selected) {
            host.socketClosed(
                    new SocketInfo(null, null, PeerAddress.of(ctx.channel().remoteAddress())));
        }
    }

    private void select(ChannelHandlerContext ctx, ServerDialect dialect) {
        selected = true;
        dialect.accept(ctx.channel(), host);
        // What was held goes on to the handlers that the dialect has just added.
        ctx.pipeline().remove(this);
    }
}
