package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * What every socket is set to: no delay, and TCP keep-alive so that a peer which vanished without a
 * word is noticed after 15 + 3 × 5 s, and little unsent data in the kernel.
 */
public final class SocketOptions {

    private static final int KEEP_ALIVE_IDLE_SECONDS = 15;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEP_ALIVE_PROBES = 3;

    /** More would only wait in the kernel, where a small message cannot overtake a large one. */
    private static final long MOST_UNSENT_BYTES = 128 * 1024;

    private SocketOptions() {}

    /** Sets the options; those that the platform lacks are left out. */
    public static void apply(Channel channel) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
            channel.config()
                    .setOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_SECONDS);
            channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES);
        } else if (channel instanceof NioSocketChannel) {
            channel.config()
                    .setOption(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                            KEEP_ALIVE_IDLE_SECONDS);
            channel.config()
                    .setOption(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                            KEEP_ALIVE_INTERVAL_SECONDS);
            channel.config()
                    .setOption(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                            KEEP_ALIVE_PROBES);
        }
    }
}
