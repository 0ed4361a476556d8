package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;

/** What a connection tells the client, on its event loop. */
interface ClientEvents {

    /** Connected, for the first time or again. */
    void connected();

    /** Lost, and nobody asked for that; no reply comes any more. */
    void lost(BiSocketException cause);

    /** The server replied, or sent unasked. */
    void reply(RequestId id, byte[] payload);

    /** The server reports that a call failed. */
    void failure(RequestId id, HandlerFailure failure);
}
