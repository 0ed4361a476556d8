package io.bisocket.internal.transport;

import io.bisocket.TlsOptions;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * TLS in front of what a server's connections speak, or a look at their first bytes where there is
 * none.
 *
 * @param options asked for each connection; null where there is no TLS
 * @param log for what strangers can cause
 */
record ServerTls(@Nullable Supplier<TlsOptions> options, PeerLog log)
        implements TlsHandshake.Waiting {

    /** A fatal alert, "unexpected message", for those who do not speak TLS. */
    private static final byte[] ALERT = {0x15, 3, 3, 0, 2, 2, 10};

    /** Adds the first handlers to the pipeline of a connection. */
    void addTo(Channel channel) {
        if (options == null) {
            channel.pipeline().addLast(new PlainStart(this::refuseTls));
            return;
        }
        try {
            SslHandler tls = TlsEngines.server(options.get());
            channel.pipeline().addLast(tls, new TlsHandshake(this));
        } catch (RuntimeException e) {
            log.line(
                    Level.ERROR,
                    "Cannot begin TLS with %s: %s (%s)"
                            .formatted(channel.remoteAddress(), e, TlsFailure.serverSetting()));
            channel.close();
        }
    }

    @Override
    public void onFailed(ChannelHandlerContext ctx, Throwable cause, boolean late) {
        if (TlsFailure.isPlain(cause)) {
            ctx.pipeline()
                    .context(SslHandler.class)
                    .writeAndFlush(Unpooled.wrappedBuffer(ALERT.clone()));
            close(ctx, "it does not speak TLS, and this server does", TlsFailure.serverSetting());
        } else if (TlsFailure.isTls(cause)) {
            close(ctx, "the TLS handshake failed", TlsFailure.reason(cause));
        } else {
            ctx.close();
        }
    }

    private void refuseTls(ChannelHandlerContext ctx) {
        close(ctx, "it speaks TLS, and this server does not", TlsFailure.serverSetting());
    }

    private void close(ChannelHandlerContext ctx, String why, String detail) {
        log.line(
                Level.INFO,
                "Closed a connection from %s: %s (%s)"
                        .formatted(ctx.channel().remoteAddress(), why, detail));
        ctx.close();
    }
}
