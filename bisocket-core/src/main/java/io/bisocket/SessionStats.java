package io.bisocket;

import java.util.Set;

/**
 * A session at one moment, as {@link ClientSession#stats()} gives it. The figures are read one
 * after the other, so they may differ by what happened meanwhile.
 *
 * @param messagesReceived all messages of the client so far, acknowledgements not included
 * @param messagesSent all messages to the client so far
 * @param bytesReceived the payloads of those received, before they are unpacked
 * @param bytesSent the payloads of those sent, as packed
 * @param requestsWaiting accepted calls that wait for a thread or for their turn
 * @param requestsRunning calls whose handlers run
 * @param requestBytes what the payloads of both occupy
 * @param pendingCalls what the server has asked the client and has no answer to
 * @param outboxBytes what waits to be sent to the client, or to be acknowledged by it
 * @param sockets the sockets that are there
 */
public record SessionStats(
        long messagesReceived,
        long messagesSent,
        long bytesReceived,
        long bytesSent,
        int requestsWaiting,
        int requestsRunning,
        long requestBytes,
        int pendingCalls,
        long outboxBytes,
        Set<SocketRole> sockets) {

    /** Copies the set. */
    public SessionStats {
        sockets = Set.copyOf(sockets);
    }
}
