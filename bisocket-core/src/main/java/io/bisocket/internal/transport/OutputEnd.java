package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The end of what is written to a connection, whose input goes on. */
public final class OutputEnd {

    private OutputEnd() {}

    /** Tells the peer that nothing more comes; with TLS, in its words first. On the event loop. */
    public static void tell(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                duplex.shutdownOutput();
            } else {
                tls.closeOutbound().addListener(told -> duplex.shutdownOutput());
            }
        }
    }
}
