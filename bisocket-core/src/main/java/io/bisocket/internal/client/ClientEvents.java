package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.internal.link.Incoming;

/** What a connection tells the client, on its event loop. */
interface ClientEvents {

    /** Connected, for the first time or again. */
    void connected();

    /** Lost, and nobody asked for that; no reply comes any more. */
    void lost(BiSocketException cause);

    /** The server replied to a send, or sent unasked. */
    void reply(RequestId id, Incoming content);

    /** The server reports that a send failed. */
    void failure(RequestId id, BiSocketException failure);
}
