package io.bisocket.internal.transport;

import io.bisocket.HandshakeException;
import io.bisocket.TlsOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * TLS in front of what a client's connections speak, or a look at their first bytes where there is
 * none.
 *
 * @param options asked for each connection; null where there is no TLS
 * @param named whom the certificate has to name
 * @param server what is connected to
 */
record ClientTls(@Nullable Supplier<TlsOptions> options, Endpoint named, Endpoint server) {

    /** The same at another address, which the server itself has told: its name stays. */
    ClientTls to(Endpoint address) {
        return new ClientTls(options, named, address);
    }

    /** Whether a connection is open only after a handshake. */
    boolean isOn() {
        return options != null;
    }

    /**
     * Adds the first handlers to the pipeline of a connection.
     *
     * @param opened completed when the handshake is over, where there is one
     */
    void addTo(Channel channel, CompletableFuture<Channel> opened) {
        if (options == null) {
            channel.pipeline().addLast(new PlainStart(ctx -> ctx.fireExceptionCaught(speaksTls())));
            return;
        }
        try {
            channel.pipeline()
                    .addLast(
                            TlsEngines.client(options.get(), named),
                            new TlsHandshake(new Opening(channel, opened)));
        } catch (RuntimeException e) {
            opened.completeExceptionally(
                    new HandshakeException(
                            "cannot begin TLS with %s: %s (%s)"
                                    .formatted(server, e.getMessage(), TlsFailure.clientSetting()),
                            e));
        }
    }

    private HandshakeException speaksTls() {
        return new HandshakeException(
                "%s speaks TLS, and this client does not (%s)"
                        .formatted(server, TlsFailure.clientSetting()));
    }

    private HandshakeException failed(Throwable cause) {
        String why =
                TlsFailure.isPlain(cause)
                        ? "it does not speak TLS (%s)".formatted(TlsFailure.serverSetting())
                        : TlsFailure.isHangUp(cause)
                                ? "it hung up, as a server does that does not speak TLS (%s)"
                                        .formatted(TlsFailure.serverSetting())
                                : TlsFailure.reason(cause);
        return new HandshakeException(
                "the TLS handshake with %s failed: %s".formatted(server, why), cause);
    }

    /** A connection that is being opened. */
    private final class Opening implements TlsHandshake.Waiting {

        private final Channel channel;
        private final CompletableFuture<Channel> opened;

        Opening(Channel channel, CompletableFuture<Channel> opened) {
            this.channel = channel;
            this.opened = opened;
        }

        @Override
        public void onShaken() {
            opened.complete(channel);
        }

        @Override
        public void onFailed(ChannelHandlerContext ctx, Throwable cause, boolean late) {
            if (!late) {
                opened.completeExceptionally(failed(cause));
            } else {
                ctx.fireExceptionCaught(TlsFailure.isTls(cause) ? failed(cause) : cause);
            }
        }
    }
}
