package io.bisocket.internal.dispatch;

import io.bisocket.MessageSpec;
import io.bisocket.Peer;

/** A peer that is nobody's client and is asked nothing. */
public record FakePeer(String dialect) implements Peer {

    @Override
    public MessageSpec method(String method) {
        throw new UnsupportedOperationException("a fake peer is asked nothing");
    }
}
