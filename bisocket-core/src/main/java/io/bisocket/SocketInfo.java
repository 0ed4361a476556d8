package io.bisocket;

import java.net.InetSocketAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a client, as lifecycle callbacks see it.
 *
 * @param clientId whose it is; null if it never said, or was refused
 * @param role which of the two; null if it never said, or was refused
 * @param address where it comes from
 */
public record SocketInfo(
        @Nullable UUID clientId, @Nullable SocketRole role, InetSocketAddress address) {}
