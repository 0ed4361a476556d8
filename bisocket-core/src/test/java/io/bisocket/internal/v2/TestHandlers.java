package io.bisocket.internal.v2;

import io.bisocket.internal.link.IncomingCall;

/** What a test does with calls; on the session's event loop, so it must not block. */
@FunctionalInterface
interface TestHandlers {

    void handle(IncomingCall call);
}
