package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every socket is set to: no delay, {@link ReadBuffers}, TCP keep-alive so that a peer which
 * vanished without a word is noticed after 15 + 3 × 5 s, and little data that waits in the kernel,
 * where a small message cannot overtake a large one: neither unsent nor, where the round trip is
 * short, unread.
 */
public final class SocketOptions {

    private static final Logger log = LoggerFactory.getLogger(SocketOptions.class);

    private static final int KEEP_ALIVE_IDLE_SECONDS = 15;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEP_ALIVE_PROBES = 3;

    private static final long MOST_UNSENT_BYTES = 128 * 1024;

    /** With less the two ends of a fast way wait for each other. */
    private static final long MOST_UNSENT_BYTES_NEARBY = 256 * 1024;

    /** The system doubles it; half a megabyte in each round trip is 1 GB/s or more. */
    private static final int RECEIVE_BUFFER_NEARBY = 256 * 1024;

    private static final int SHORT_ROUND_TRIP_MICROS = 500;

    private SocketOptions() {}

    /** Sets the options; those that the platform lacks are left out. */
    public static void apply(Channel channel) {
        channel.config().setRecvByteBufAllocator(new ReadBuffers());
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

    /**
     * Sets what depends on the way to the peer, once connected. A receive buffer grows to many
     * megabytes when the peer sends faster than this side reads, which helps on a long way alone.
     * What is unsent is gone sooner on a short way, and may be more.
     */
    public static void applyConnected(Channel channel) {
        try {
            if (channel instanceof EpollSocketChannel socket && isNear(socket)) {
                socket.config().setReceiveBufferSize(RECEIVE_BUFFER_NEARBY);
                socket.config()
                        .setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES_NEARBY);
            }
        } catch (ChannelException e) {
            log.debug("{} is gone already", channel, e);
        }
    }

    /** Whether the system measured a short round trip when it connected. */
    private static boolean isNear(EpollSocketChannel socket) {
        long micros = socket.tcpInfo(new EpollTcpInfo()).rtt();
        return micros > 0 && micros < SHORT_ROUND_TRIP_MICROS;
    }
}
