package io.bisocket.spring.handler;

import io.bisocket.ConnectionLostException;
import io.bisocket.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends a handler's result: none, one or many replies. Thread-safe. */
final class Replies {

    private final Function<Object, byte @Nullable []> converters;

    /**
     * @param converters the application's own converters: the payload for a value, or null
     */
    Replies(Function<Object, byte @Nullable []> converters) {
        this.converters = converters;
    }

    /** Sends what there is to send. A reply that cannot be sent is reported as a failure. */
    void send(Request request, @Nullable Object result) {
        if (result instanceof Optional<?> optional) {
            send(request, optional.orElse(null));
        } else if (result instanceof Stream<?> stream) {
            sendEach(request, stream);
        } else if (result != null) {
            sendOne(request, result);
        }
    }

    /** The payload for a value. */
    byte[] payload(Request request, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            return remaining(buffer);
        }
        byte[] converted = converters.apply(value);
        return converted != null ? converted : request.payloadCodec().encode(value);
    }

    /** The payload for a result that is one value or none. */
    byte @Nullable [] single(Request request, @Nullable Object result) {
        if (result instanceof Optional<?> optional) {
            return single(request, optional.orElse(null));
        }
        return result == null ? null : payload(request, result);
    }

    /** The exception with which a stage was completed. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void sendEach(Request request, Stream<?> stream) {
        try (stream) {
            boolean sent = true;
            for (Iterator<?> values = stream.iterator(); sent && values.hasNext(); ) {
                Object value = values.next();
                sent =
                        !request.isCancelled()
                                && !sendOne(request, value).isCompletedExceptionally();
            }
        }
    }

    private CompletableFuture<Void> sendOne(Request request, Object value) {
        CompletableFuture<Void> sent = request.reply(payload(request, value));
        sent.whenComplete(
                (done, failure) -> {
                    if (failure != null) {
                        report(request, failure);
                    }
                });
        return sent;
    }

    private static byte[] remaining(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Without this, the client would wait in vain for a reply that was too large, say. */
    private static void report(Request request, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (!(cause instanceof ConnectionLostException)) {
            request.fail(cause);
        }
    }
}
