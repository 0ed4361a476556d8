package io.bisocket.internal.transport;

import io.bisocket.internal.link.SessionHost;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;

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

    /**
     * The server has stopped: gives up what is left, such as timers. Called once, after the last
     * connection is closed.
     *
     * @return completes when nothing is left; never fails
     */
    default CompletableFuture<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
