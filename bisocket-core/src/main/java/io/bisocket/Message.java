package io.bisocket;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a client receives: a reply to a request that it sent, or what the server sent unasked. */
public interface Message {

    /** The request that this answers; a fresh id where the server sent unasked. */
    RequestId requestId();

    /**
     * The method that the server named where it sent unasked; empty for replies, and in the Python
     * format, which has no room for it.
     */
    Optional<String> method();

    /** The headers, in order; empty in the Python format. */
    Map<String, String> headers();

    /**
     * The payload, empty where this reports a failure. Not a copy: whoever changes it changes it
     * for everybody.
     */
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

    /**
     * Why the request that this answers failed, where this message reports that: a {@link
     * NoHandlerException}, a {@link RemoteHandlerException} or another one.
     */
    Optional<BiSocketException> failure();

    /** Whether this message reports that the request failed. */
    default boolean isFailure() {
        return failure().isPresent();
    }

    /**
     * This message, unless it reports a failure.
     *
     * @throws BiSocketException the {@link #failure()}
     */
    Message orThrow();
}
