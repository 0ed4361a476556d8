package io.bisocket.internal.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the TLS handler, and tells who waits for the connection how the handshake went. To
 * the handlers behind it a connection is active when the handshake is over. With TLS 1.3 a client
 * is done before the server has judged its certificate; so errors count as the handshake's until
 * the peer has said something.
 *
 * <pre>
 *   SHAKING ──► SHAKEN ──first bytes──► gone
 *      └───────────┴── an error ──► told, once
 * </pre>
 */
final class TlsHandshake extends ChannelInboundHandlerAdapter {

    /** Who waits for the handshake. */
    interface Waiting {

        /** It succeeded, as far as this end knows. */
        default void onShaken() {}

        /**
         * It failed, and the connection is being closed.
         *
         * @param late whether it had succeeded as far as this end knew
         */
        void onFailed(ChannelHandlerContext ctx, Throwable cause, boolean late);
    }

    private final Waiting waiting;
    private boolean shaken;
    private @Nullable Throwable failure;

    TlsHandshake(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not before the handshake is over.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent over) {
            if (over.isSuccess()) {
                shaken = true;
                waiting.onShaken();
                ctx.fireChannelActive();
            } else {
                fail(ctx, over.cause());
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (shaken) {
            fail(ctx, cause);
        }
        // Before, the event says what there is to say.
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        if (failure == null) {
            failure = cause;
            waiting.onFailed(ctx, cause, shaken);
        }
    }
}
