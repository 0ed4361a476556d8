package io.bisocket;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A request as its handler sees it. Thread-safe; replies may be sent any number of times, from any
 * thread, until the client's connection ends.
 *
 * <p>The future of a reply completes when the reply has been handed to the network. It fails with
 * {@link ConnectionLostException} when the client is gone and with {@link PayloadTooLargeException}
 * when the reply is over the message limit. While the client's outbox is full, a reply from a
 * worker thread waits for room; from an event loop it fails with {@link OutboxFullException}.
 */
public interface Request {

    /** Names this request on its connection. */
    RequestId id();

    /** The requested method. */
    String method();

    /** Who asked. */
    ClientSession client();

    /** The id of who asked. */
    default UUID clientId() {
        return client().id();
    }

    /** The payload. Not a copy: whoever changes it changes it for everybody. */
    byte[] bytes();

    /** The payload as UTF-8 text. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /**
     * The payload through the payload codec, which is JSON unless another was configured.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if it does not hold such a value
     */
    <T> T as(Class<T> type);

    /** As {@link #as(Class)}, for generic types. */
    <T> T as(Type type);

    /** Sends a reply. */
    CompletableFuture<Void> reply(byte[] payload);

    /** Sends a reply of UTF-8 text. */
    default CompletableFuture<Void> reply(String text) {
        return reply(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a reply through the payload codec, which is JSON unless another was configured. */
    CompletableFuture<Void> replyObject(Object value);

    /** Reports a failure to the client, as if the handler had thrown it. */
    CompletableFuture<Void> fail(Throwable failure);
}
