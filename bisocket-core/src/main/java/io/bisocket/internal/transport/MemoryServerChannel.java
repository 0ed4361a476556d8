package io.bisocket.internal.transport;

import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;

/** A listening socket of an in-memory network. */
public final class MemoryServerChannel extends LocalServerChannel {

    @Override
    protected LocalChannel newLocalChannel(LocalChannel peer) {
        return new MemoryChannel(this, (MemoryChannel) peer);
    }
}
