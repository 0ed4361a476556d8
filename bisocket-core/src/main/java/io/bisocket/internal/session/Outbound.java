package io.bisocket.internal.session;

import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;

/** What a session gives its link to send. */
public sealed interface Outbound {

    /** A client's message to the server. */
    record Call(RequestId id, String method, byte[] payload) implements Outbound {}

    /** A server's reply to a call. */
    record Reply(RequestId id, byte[] payload) implements Outbound {}

    /** A server's report that a call failed. */
    record Failure(RequestId id, HandlerFailure failure) implements Outbound {}

    /** What a server sends unasked; a format without room for the method drops it. */
    record Push(String method, byte[] payload) implements Outbound {}
}
