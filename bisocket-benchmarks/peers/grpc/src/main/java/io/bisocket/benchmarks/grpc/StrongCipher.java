package io.bisocket.benchmarks.grpc;

import io.bisocket.benchmarks.load.Identity;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.util.Objects;

/** Refuses connections with a weaker cipher than the other systems have. */
final class StrongCipher extends ServerTransportFilter {

    @Override
    public Attributes transportReady(Attributes transport) {
        Identity.requireStrong(
                Objects.requireNonNull(transport.get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
        return transport;
    }
}
