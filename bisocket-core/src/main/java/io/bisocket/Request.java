package io.bisocket;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A call as its handler sees it. Thread-safe. How many replies it has depends on what the caller
 * waits for:
 *
 * <pre>
 *   request   one; a further one fails. A handler that ends without has replied with nothing.
 *   stream    any number, until the handler ends
 *   send      any number, also later; they reach the caller's receiver.
 *             All calls in the Python format are sends
 * </pre>
 *
 * A {@link RequestHandler} ends when it returns, or after {@link #replyLater} with the next reply;
 * an {@link AsyncRequestHandler} when its stage completes.
 *
 * <p>The future of a reply completes when the peer has acknowledged it, or in a format without
 * acknowledgement when it has been handed to the network. It fails with {@link
 * ConnectionLostException} when the caller is gone and with {@link PayloadTooLargeException} when
 * the reply is over the message limit. While the caller's outbox is full, or a stream's caller has
 * asked for no more, a reply from a worker thread waits; from an event loop it fails with {@link
 * OutboxFullException}. The reply to a request never waits.
 */
public interface Request {

    /** Names this request on its connection. */
    RequestId id();

    /** What the caller waits for. */
    CallKind kind();

    /** The requested method. */
    String method();

    /**
     * The name, or the pattern, that the handler of the method is registered under: for {@code
     * order.{id}} and the method {@code order.42}, the former. The method where there is none.
     */
    default String pattern() {
        return method();
    }

    /**
     * What the variables stand for in the pattern that the handler is registered under: for {@code
     * order.{id}} and the method {@code order.42}, {@code id} is {@code 42}. Empty for a name.
     */
    default Map<String, String> variables() {
        return Map.of();
    }

    /**
     * Under which name its handler is registered: the method, a pattern of methods, or {@code *}
     * for the handler of all others.
     */
    String handlerName();

    /** Who asked. */
    Peer peer();

    /**
     * The client that asked.
     *
     * @throws IllegalStateException if it was the server that asked: then {@link #peer} is the one
     */
    ClientSession client();

    /** The id of the {@link #client}. */
    default UUID clientId() {
        return client().id();
    }

    /** The headers, in order; empty in the Python format. */
    Map<String, String> headers();

    /** The payload. Not a copy: whoever changes it changes it for everybody. */
    byte[] bytes();

    /** How objects become payloads on this connection. */
    PayloadCodec payloadCodec();

    /** The payload as UTF-8 text. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /**
     * The payload: {@code byte[]}, {@code ByteBuffer} and {@code String} as it stands, another type
     * through the payload codec, which is JSON unless another was configured.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if it does not hold such a value
     */
    <T> T as(Class<T> type);

    /** As {@link #as(Class)}, for generic types. */
    <T> T as(Type type);

    /** How long the caller will still wait; empty if it does not say, zero if it has given up. */
    Optional<Duration> timeLeft();

    /** Whether nobody waits any more: cancelled, past its deadline, or the connection is gone. */
    boolean isCancelled();

    /**
     * Runs the task, on a worker thread, when nobody waits any more; at once if so already. Not
     * after the handler has ended.
     */
    void onCancel(Runnable task);

    /**
     * Sends a reply. The array is not copied: it must not be changed any more.
     *
     * @return fails with {@link IllegalStateException} if this is a request that has its reply
     */
    CompletableFuture<Void> reply(byte[] payload);

    /** Sends a reply of UTF-8 text. */
    default CompletableFuture<Void> reply(String text) {
        return reply(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a value as the reply, by the rules of {@link MessageSpec#payload(Object)}. */
    CompletableFuture<Void> replyObject(Object value);

    /** Reports a failure to the caller, as if the handler had thrown it. */
    CompletableFuture<Void> fail(Throwable failure);

    /**
     * The reply comes after the handler has returned, from elsewhere: the call goes on until then.
     * To be called by a {@link RequestHandler} before it returns. Changes nothing for a send, to
     * which replies may come at any time.
     */
    void replyLater();
}
