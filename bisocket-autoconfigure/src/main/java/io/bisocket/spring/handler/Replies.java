package io.bisocket.spring.handler;

import io.bisocket.ConnectionLostException;
import io.bisocket.Request;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends a handler's result: none, one or many replies. */
final class Replies {

    private Replies() {}

    /** Sends what there is to send. A reply that cannot be sent is reported as a failure. */
    static void send(Request request, @Nullable Object result) {
        if (result instanceof Optional<?> optional) {
            send(request, optional.orElse(null));
        } else if (result instanceof Stream<?> stream) {
            sendEach(request, stream);
        } else if (result != null) {
            sendOne(request, result);
        }
    }

    private static void sendEach(Request request, Stream<?> stream) {
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

    private static CompletableFuture<Void> sendOne(Request request, Object value) {
        CompletableFuture<Void> sent = reply(request, value);
        sent.whenComplete(
                (done, failure) -> {
                    if (failure != null) {
                        report(request, failure);
                    }
                });
        return sent;
    }

    private static CompletableFuture<Void> reply(Request request, Object value) {
        if (value instanceof byte[] bytes) {
            return request.reply(bytes);
        }
        if (value instanceof String text) {
            return request.reply(text);
        }
        if (value instanceof ByteBuffer buffer) {
            return request.reply(remaining(buffer));
        }
        return request.replyObject(value);
    }

    private static byte[] remaining(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Without this, the client would wait in vain for a reply that was too large, say. */
    private static void report(Request request, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (!(cause instanceof ConnectionLostException)) {
            request.fail(cause);
        }
    }
}
