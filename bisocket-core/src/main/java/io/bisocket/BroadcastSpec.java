package io.bisocket;

import java.util.concurrent.CompletableFuture;

/**
 * A message to many clients that is being described, until {@link #send} sends it. Not thread-safe.
 * May be sent more than once.
 */
public interface BroadcastSpec {

    /** The payload; empty where none is set. */
    BroadcastSpec payload(byte[] payload);

    /** The payload as UTF-8 text. */
    BroadcastSpec payload(String text);

    /** The payload for a value, as {@link MessageSpec#payload(Object)} has it, once for all. */
    BroadcastSpec payload(Object value);

    /** Adds a header, or replaces the one of this name. Clients of the Python format then fail. */
    BroadcastSpec header(String name, String value);

    /**
     * What to do for a client whose outbox is full. Where nothing is set, what {@link
     * BiSocketServer.Builder#pushWhenFull} says, but {@link WhenFull#FAIL} in place of waiting.
     *
     * @throws IllegalArgumentException if it is {@link WhenFull#WAIT}: all others would wait, too
     */
    BroadcastSpec whenFull(WhenFull policy);

    /** How the payload is compressed, where that differs from other messages. */
    BroadcastSpec compression(Compression compression);

    /**
     * Sends to each client that there is now, and does not wait: who reads slowly, or is away to
     * resume its session, holds up nobody.
     *
     * @return completes on a worker thread when each client has accepted the message or failed to;
     *     never fails
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the value cannot be converted
     */
    CompletableFuture<BroadcastResult> send();
}
