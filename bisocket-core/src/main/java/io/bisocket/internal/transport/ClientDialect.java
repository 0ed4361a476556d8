package io.bisocket.internal.transport;

import io.bisocket.RequestId;
import io.bisocket.internal.session.Link;
import io.bisocket.internal.session.LinkListener;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A wire format as a client speaks it. */
public interface ClientDialect {

    /** The format's name, such as {@code python/secure}. */
    String name();

    /** A fresh id for a call, as the format has them. */
    RequestId nextId();

    /**
     * Connects both sockets.
     *
     * @param connector opens one socket to the server; call it once for each
     * @return the open link, or why there is none; the listener is told nothing before it completes
     */
    CompletableFuture<Link> connect(Connector connector, UUID clientId, LinkListener listener);
}
