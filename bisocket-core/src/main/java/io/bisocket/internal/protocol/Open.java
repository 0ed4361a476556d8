package io.bisocket.internal.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client's first frame on a socket.
 *
 * @param clientId whose socket it is
 * @param instanceId names the client object, not the process
 * @param attachNumber increases with each attempt to attach this role; 1 to 2^32 − 1
 * @param terms what the client states
 * @param probed asks only whether the server knows this session; null otherwise
 */
public record Open(
        UUID clientId, UUID instanceId, long attachNumber, Terms terms, @Nullable UUID probed)
        implements Frame {

    @Override
    public FrameType type() {
        return FrameType.OPEN;
    }
}
