package io.bisocket.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/**
 * Looks at the first bytes of a connection without TLS, and says so if they are TLS's: a hello to a
 * server, a hello or an alert to a client. Everything else passes, and this handler is gone.
 *
 * <pre>
 *   16 03 0x .. .. 01|02    a hello of the client, of the server
 *   15 03 0x 00 02          an alert
 * </pre>
 */
final class PlainStart extends ChannelInboundHandlerAdapter {

    private static final int HELLO = 0x16;
    private static final int HELLO_LENGTH = 6;
    private static final int ALERT = 0x15;
    private static final int ALERT_LENGTH = 7;

    private final Consumer<ChannelHandlerContext> onTls;
    private boolean tls;

    /**
     * @param onTls closes the connection, whose bytes go nowhere from then on
     */
    PlainStart(Consumer<ChannelHandlerContext> onTls) {
        this.onTls = onTls;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (tls) {
            in.release();
        } else if (isTls(in)) {
            tls = true;
            in.release();
            onTls.accept(ctx);
        } else {
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(in);
        }
    }

    static boolean isTls(ByteBuf in) {
        int at = in.readerIndex();
        if (in.readableBytes() < HELLO_LENGTH
                || in.getByte(at + 1) != 3
                || in.getUnsignedByte(at + 2) > 4) {
            return false;
        }
        return switch (in.getByte(at)) {
            case HELLO -> in.getByte(at + 5) == 1 || in.getByte(at + 5) == 2;
            case ALERT -> in.readableBytes() >= ALERT_LENGTH && in.getShort(at + 3) == 2;
            default -> false;
        };
    }
}
