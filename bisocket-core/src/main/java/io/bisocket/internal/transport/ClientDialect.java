package io.bisocket.internal.transport;

import io.bisocket.CryptoKey;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A wire format as a client speaks it. Thread-safe. */
public interface ClientDialect {

    /** The format's name, such as {@code python/secure}. */
    String name();

    /** Whether its key is the one that everybody knows, so that it must not leave loopback. */
    boolean loopbackOnly();

    /**
     * Refuses method names that the format cannot carry.
     *
     * @throws IllegalArgumentException if this is one; the message says why
     */
    void checkMethod(String method);

    /**
     * Opens connections with this key from now on; those that there are stay as they are.
     *
     * @param name the key's name in the server's key ring; null for the key without one
     * @throws IllegalStateException if the format cannot
     */
    void key(@Nullable String name, CryptoKey key);

    /**
     * Connects both sockets. Cancelling the future closes what has been opened.
     *
     * @param connector opens one socket to the server; call it once for each
     * @return the open link, or why there is none; completed on the connector's event loop, and the
     *     listener is told nothing before that
     */
    CompletableFuture<Link> connect(Connector connector, UUID clientId, LinkListener listener);
}
