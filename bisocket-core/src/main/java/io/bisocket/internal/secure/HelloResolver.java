package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.HelloHeader;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;

/**
 * What a server knows that a hello asks for. Called on event loops, for several connections at
 * once: thread-safe.
 *
 * <p>A hello is in the clear and can be replayed. Whatever it asks for, nothing may be allocated,
 * and no live socket displaced, before {@link #opened}.
 */
public interface HelloResolver {

    /**
     * Where the connection is to live from before its handshake on; a session's two sockets live on
     * one loop.
     *
     * @param current where it lives now; to be returned where it does not matter
     */
    EventLoop loopFor(HelloHeader header, EventLoop current);

    /**
     * The key that the hello names. Called on the connection's final loop.
     *
     * @return 32 bytes, which stay the resolver's own; for an unknown key id some other key, so
     *     that an unknown one costs the same work as a known one
     */
    SecretBytes pskFor(HelloHeader header);

    /**
     * The first record has opened: the peer holds the key, and this is no replay. Called on the
     * connection's final loop.
     *
     * @return who is told of it all; gets the record right away, unless the socket has been
     *     finished or aborted meanwhile
     */
    SecureSocket.Events opened(HelloHeader header, SecureSocket socket);

    /** A connection is closed that did not come so far. */
    void neverOpened(SocketAddress address);
}
