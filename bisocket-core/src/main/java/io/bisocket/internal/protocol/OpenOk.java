package io.bisocket.internal.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server's welcome.
 *
 * @param minor the minor version that both ends speak from now on
 * @param instanceId names the server object
 * @param resumeWindowMillis how long the session outlives each role's socket
 * @param terms what the server states
 * @param address where later sockets go, as {@code host:port}; empty: where this one went
 * @param session the session that this socket has created; null if it attached to an old one
 */
public record OpenOk(
        int minor,
        UUID instanceId,
        long resumeWindowMillis,
        Terms terms,
        String address,
        @Nullable NewSession session)
        implements Frame {

    @Override
    public FrameType type() {
        return FrameType.OPEN_OK;
    }
}
