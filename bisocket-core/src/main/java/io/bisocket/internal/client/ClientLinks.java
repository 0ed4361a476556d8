package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.NotConnectedException;
import io.bisocket.internal.link.Link;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's links: the one on which calls are made, or why there is none, and those that it has
 * taken the place of, until they are closed. They change on the connection's event loop; what
 * callers ask for is thread-safe.
 *
 * <pre>
 *             take()                     ended()
 *   no link ---------> link, calls go ------------> link, calls wait for the next
 *      ^                  |      ^                           |   |
 *      +----- lost() -----+      +---------- take() ---------+   |
 *      +------------------------- lost() ------------------------+
 * </pre>
 */
final class ClientLinks {

    private final ServerAddresses addresses;
    private final Set<ClientLink> retired = new HashSet<>();
    private volatile boolean closing;
    private volatile @Nullable ClientLink current;
    private volatile @Nullable BiSocketException ended;
    private volatile @Nullable BiSocketException lastError;

    /**
     * @param addresses named where there is no link
     */
    ClientLinks(ServerAddresses addresses) {
        this.addresses = addresses;
    }

    /** What calls are made on; throws {@link NotConnectedException}, which says why, if none. */
    Link link() {
        ClientLink open = current;
        if (open == null || closing) {
            throw notConnected();
        }
        return open.link();
    }

    boolean isConnected() {
        return isLive() && !closing;
    }

    /** To which socket address calls go; null while there is no link. */
    @Nullable InetSocketAddress remoteAddress() {
        ClientLink open = current;
        return open == null ? null : open.link().remoteAddress();
    }

    @Nullable BiSocketException lastError() {
        return lastError;
    }

    NotConnectedException notConnected() {
        return closing
                ? new NotConnectedException("the client was closed", null)
                : addresses.notConnected(lastError);
    }

    /** No more calls are made. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether there is one on which calls are made, or wait for the next. */
    boolean isAny() {
        return current != null;
    }

    /** Whether there is one that has not ended. */
    boolean isLive() {
        return current != null && ended == null;
    }

    boolean isCurrent(ClientLink link) {
        return link == current;
    }

    /**
     * Calls are made on this one from now on.
     *
     * @return the one that it takes the place of; null if there was none
     */
    @Nullable ClientLink take(ClientLink link) {
        ClientLink former = current;
        lastError = null;
        current = link;
        ended = null;
        return former;
    }

    /** A former one goes on, until its calls have ended. */
    void retire(ClientLink former) {
        retired.add(former);
    }

    /** This one is closed. */
    void closed(ClientLink link) {
        retired.remove(link);
    }

    /** The link has ended, and calls wait for the one that is to take its place. */
    void ended(BiSocketException cause) {
        ended = cause;
    }

    /** Why the link has ended in whose place another is sought; null if it has not. */
    @Nullable BiSocketException end() {
        return ended;
    }

    /** There is no link any more. */
    void lost(BiSocketException cause) {
        lastError = cause;
        current = null;
        ended = null;
    }

    /** No link was to be had. */
    void failed(BiSocketException cause) {
        lastError = cause;
    }

    /** All that are not closed. */
    Stream<ClientLink> all() {
        ClientLink open = current;
        return Stream.concat(open == null ? Stream.empty() : Stream.of(open), retired.stream());
    }
}
