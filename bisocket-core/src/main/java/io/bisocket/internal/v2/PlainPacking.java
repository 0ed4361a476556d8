package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.protocol.Algorithms;

/** Payloads as they are. */
public final class PlainPacking implements Packing, PackingFactory {

    @Override
    public Packing newPacking() {
        return this;
    }

    @Override
    public Algorithms algorithms() {
        return Algorithms.NONE;
    }

    @Override
    public Content pack(Outgoing message) {
        byte[] payload = message.payload();
        return new Content(Packing.headers(message.headers()), 0, payload.length, payload);
    }

    @Override
    public byte[] unpack(Content content) {
        throw new BiSocketException(
                ErrorCode.BAD_PAYLOAD, "no compression was agreed on, but a message is compressed");
    }

    @Override
    public void peer(Algorithms algorithms) {}
}
