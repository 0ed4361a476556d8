package io.bisocket.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of what a near peer sends may wait in the kernel, where a small message cannot pass a
 * large one: little as soon as a small one has come. Where none has come for long it is much, since
 * with little the two ends of a fast way fall asleep over each other. Before the first small one,
 * and on a long way, it is the system's affair. On the event loop alone.
 */
public final class UnreadRoom {

    private static final Logger log = LoggerFactory.getLogger(UnreadRoom.class);

    /** The system doubles it; half a megabyte in each round trip is 1 GB/s or more. */
    static final int LITTLE = 256 * 1024;

    /** Some milliseconds, in which an end may be busy otherwise. */
    static final int MUCH = 2 * 1024 * 1024;

    /**
     * So many bytes of large messages, and nothing small between them, are the rule and not a gap.
     */
    static final int LONG = 64 * 1024 * 1024;

    private final Channel channel;
    private final boolean near;
    private boolean little;
    private int sinceSmall;

    public UnreadRoom(Channel channel) {
        this.channel = channel;
        this.near = SocketOptions.isNear(channel);
    }

    /** A small message has come. */
    public void small() {
        sinceSmall = 0;
        if (near && !little) {
            little = true;
            set(LITTLE);
        }
    }

    /** So many bytes of a large message have come. */
    public void large(int bytes) {
        if (little) {
            sinceSmall += bytes;
            if (sinceSmall >= LONG) {
                little = false;
                set(MUCH);
            }
        }
    }

    private void set(int bytes) {
        try {
            channel.config().setOption(ChannelOption.SO_RCVBUF, bytes);
        } catch (ChannelException e) {
            log.debug("{} is gone already", channel, e);
        }
    }
}
