package io.bisocket.internal.v2;

import io.bisocket.Compression;
import io.bisocket.Limits;
import io.bisocket.internal.engine.MemoryBudget;
import io.bisocket.internal.engine.Side;
import io.bisocket.internal.keys.ClientKey;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.EventLoop;
import java.util.UUID;

/**
 * What all sockets of one of a client's sessions share.
 *
 * @param connector opens sockets to the server
 * @param clientId under which id the server knows the client
 * @param instanceId names the client object
 * @param key opens the session and asks for it
 * @param serviceName what both ends call the service
 */
record ClientSetup(
        Connector connector,
        UUID clientId,
        UUID instanceId,
        ClientKey key,
        String serviceName,
        Limits limits,
        Compression compression,
        MemoryBudget budget,
        Tuning tuning) {

    EventLoop loop() {
        return connector.loop();
    }

    /** The same at another address of the server. */
    ClientSetup at(Endpoint address) {
        return new ClientSetup(
                connector.to(address),
                clientId,
                instanceId,
                key,
                serviceName,
                limits,
                compression,
                budget,
                tuning);
    }

    SessionSetup session() {
        return new SessionSetup(
                Side.CLIENT,
                loop(),
                connector.server().toString(),
                limits,
                tuning,
                new Packing(compression, limits.maxMessageSize()),
                budget);
    }
}
