package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.AttributeKey;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every socket is set to: no delay, {@link ReadBuffers}, TCP keep-alive so that a peer which
 * vanished without a word is noticed after 15 + 3 × 5 s, and little that waits in the kernel
 * unsent, where a small message cannot overtake a large one. What waits there unread is the affair
 * of {@link UnreadRoom}.
 */
public final class SocketOptions {

    private static final Logger log = LoggerFactory.getLogger(SocketOptions.class);

    private static final int KEEP_ALIVE_IDLE_SECONDS = 15;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEP_ALIVE_PROBES = 3;

    private static final long MOST_UNSENT_BYTES = 128 * 1024;

    /** With less the two ends of a fast way wait for each other. */
    private static final long MOST_UNSENT_BYTES_NEARBY = 256 * 1024;

    private static final int SHORT_ROUND_TRIP_MICROS = 500;

    private static final AttributeKey<Boolean> NEAR =
            AttributeKey.valueOf(SocketOptions.class, "near");

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
     * Sets what depends on the way to the peer, once connected: what is unsent is gone sooner on a
     * short way, and may be more.
     */
    public static void applyConnected(Channel channel) {
        try {
            if (channel instanceof EpollSocketChannel socket && hasShortRoundTrip(socket)) {
                channel.attr(NEAR).set(true);
                socket.config()
                        .setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES_NEARBY);
            }
        } catch (ChannelException e) {
            log.debug("{} is gone already", channel, e);
        }
    }

    /** Whether the way to the peer was short when it connected. */
    static boolean isNear(Channel channel) {
        return channel.hasAttr(NEAR);
    }

    /** Whether the system measured a short round trip when it connected. */
    private static boolean hasShortRoundTrip(EpollSocketChannel socket) {
        long micros = socket.tcpInfo(new EpollTcpInfo()).rtt();
        return micros > 0 && micros < SHORT_ROUND_TRIP_MICROS;
    }
}
