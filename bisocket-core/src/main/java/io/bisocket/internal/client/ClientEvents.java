package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.transport.Endpoint;

/** What a connection tells the client, on its event loop. */
interface ClientEvents {

    /** Connected, for the first time or again. */
    void connected();

    /** Another session is there, and takes the place of one that goes on until its calls end. */
    default void replaced() {}

    /** Lost, and nobody asked for that; no reply comes any more. */
    void lost(BiSocketException cause);

    /** An attempt to connect to this address has failed. */
    default void attemptFailed(Endpoint server, BiSocketException cause) {}

    /** Who counts. */
    default BiSocketMetrics metrics() {
        return BiSocketMetrics.none();
    }

    /** A socket is lost, and the connection tries to get it back. */
    void socketLost(SocketRole role);

    /** A lost socket is back. */
    void socketResumed(SocketRole role);

    /** Where the calls that come on a link are handled. */
    RequestLane newLane(Link link);

    /** The server calls. */
    void call(IncomingCall call, RequestLane lane);

    /** The server replied to a send, or sent unasked. */
    void reply(RequestId id, Incoming content);

    /** The server reports that a send failed. */
    void failure(RequestId id, BiSocketException failure);
}
