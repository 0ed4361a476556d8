package io.bisocket.internal.transport;

import io.bisocket.internal.session.SessionHost;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** A wire format as a server speaks it. */
public interface ServerDialect {

    /** What the first bytes of a connection say of it. */
    enum Match {
        YES,
        NO,
        /** More bytes are needed. */
        UNDECIDED
    }

    /** The format's name, such as {@code python/secure}. */
    String name();

    /** Whether a connection that begins so speaks this format. Does not move the reader index. */
    Match match(ByteBuf firstBytes);

    /**
     * Takes over a connection: adds its handlers at the end of the pipeline. The bytes looked at
     * come through the pipeline again.
     */
    void accept(Channel channel, SessionHost host);
}
