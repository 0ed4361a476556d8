package io.bisocket;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A connected client, as the server sees it. Thread-safe. */
public interface ClientSession {

    /** The client's id. */
    UUID id();

    /** Where the client's send socket comes from. */
    InetSocketAddress address();

    /** The wire format that this client speaks, such as {@code python/secure}. */
    String dialect();

    /** When both sockets were there. */
    Instant openedAt();

    /** Whether messages can still reach the client. */
    boolean isOpen();

    /**
     * Sends a message that answers no request. The method tells the client what it is about; the
     * Python format has no room for it, so there only the payload arrives.
     *
     * @return completes when the message has been handed to the network; fails with {@link
     *     OutboxFullException} at once if the client does not read fast enough, with {@link
     *     PayloadTooLargeException} if the message is over the limit, and with {@link
     *     ConnectionLostException} if the client is gone
     */
    CompletableFuture<Void> send(String method, byte[] payload);

    /** Sends UTF-8 text, as {@link #send(String, byte[])} does. */
    default CompletableFuture<Void> send(String method, String text) {
        return send(method, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a value through the payload codec, as {@link #send(String, byte[])} does. */
    CompletableFuture<Void> sendObject(String method, Object value);

    /**
     * Says goodbye and closes both sockets; what was queued for the client is sent first, what it
     * asked and was not yet started is not handled.
     *
     * @return completes when both sockets are closed
     */
    CompletableFuture<Void> disconnect();
}
