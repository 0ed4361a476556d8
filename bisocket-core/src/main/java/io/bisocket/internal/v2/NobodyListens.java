package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.LinkListener;
import org.jspecify.annotations.Nullable;

/** Takes the place of a listener until there is one: nothing comes before a session is open. */
final class NobodyListens implements LinkListener {

    @Override
    public void onCall(IncomingCall call) {
        call.ended();
    }

    @Override
    public void onReply(RequestId id, Incoming reply) {
        reply.release();
    }

    @Override
    public void onFailure(RequestId id, BiSocketException failure) {}

    @Override
    public void onClosed(@Nullable BiSocketException cause) {}
}
