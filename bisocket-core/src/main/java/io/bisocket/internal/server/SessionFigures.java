package io.bisocket.internal.server;

import io.bisocket.SessionStats;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkStats;
import io.bisocket.internal.link.SessionCounter;

/** What passes and what waits in a session, put together from those who know. */
final class SessionFigures {

    private SessionFigures() {}

    static SessionStats of(SessionCounter counter, RequestLane requests, Link link) {
        LinkStats waiting = link.stats();
        return new SessionStats(
                counter.messagesReceived(),
                counter.messagesSent(),
                counter.bytesReceived(),
                counter.bytesSent(),
                requests.waiting(),
                requests.running(),
                requests.bytes(),
                waiting.pendingCalls(),
                waiting.outboxBytes(),
                counter.sockets());
    }
}
