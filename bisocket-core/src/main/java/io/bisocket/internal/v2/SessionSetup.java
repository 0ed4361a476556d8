package io.bisocket.internal.v2;

import io.bisocket.Limits;
import io.bisocket.internal.compression.Unpacking;
import io.bisocket.internal.engine.MemoryBudget;
import io.bisocket.internal.engine.SessionEngine;
import io.bisocket.internal.engine.SessionListener;
import io.bisocket.internal.engine.SessionSettings;
import io.bisocket.internal.engine.Side;
import io.bisocket.internal.protocol.Terms;
import io.netty.channel.EventLoop;

/**
 * What a session is made of.
 *
 * @param side which end this is
 * @param loop where it lives
 * @param peer names the peer in error messages
 * @param packing how its payloads are packed
 * @param budget memory for large messages
 */
record SessionSetup(
        Side side,
        EventLoop loop,
        String peer,
        Limits limits,
        Tuning tuning,
        Packing packing,
        MemoryBudget budget) {

    private static final int RECORD_SIZE = 16_384;
    private static final int MAX_PARTIAL_MESSAGES = 32;
    private static final int PAUSE_SHARE = 4;

    SessionEngine engine(SessionListener listener) {
        return new SessionEngine(side, settings(), new LoopTimers(loop), budget, listener);
    }

    NativeLink link(Session session) {
        return new NativeLink(session, side, loop, packing, peer, limits.maxOutboxBytes());
    }

    /** The peer has stated what it accepts. */
    void peerTerms(Terms terms) {
        packing.peer(terms.algorithms());
    }

    /** Has a socket measured if it carries this side's messages. */
    void watch(SessionSocket socket) {
        if (socket.role() == side.outRole()) {
            socket.observe(new SpeedWatch(packing.meter()));
        }
    }

    private SessionSettings settings() {
        return new SessionSettings(
                RECORD_SIZE,
                limits.maxQueuedRequests(),
                limits.maxQueuedBytes(),
                limits.maxMessageSize(),
                MAX_PARTIAL_MESSAGES,
                limits.maxQueuedRequests(),
                limits.maxOutboxBytes(),
                Math.max(1, limits.maxOutboxBytes() / PAUSE_SHARE),
                tuning.timings(limits),
                Unpacking.algorithms());
    }
}
