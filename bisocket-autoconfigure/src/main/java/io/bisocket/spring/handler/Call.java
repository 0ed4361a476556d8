package io.bisocket.spring.handler;

import io.bisocket.Request;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a handler: what its arguments are taken from. Not thread-safe. */
final class Call {

    private final Request request;
    private final @Nullable Throwable failure;
    private @Nullable Object message;

    Call(Request request) {
        this(request, null);
    }

    /**
     * @param failure what a handler of failures is to handle
     */
    Call(Request request, @Nullable Throwable failure) {
        this.request = request;
        this.failure = failure;
    }

    Request request() {
        return request;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    /** The request as a message of Spring's, made when the first argument asks for it. */
    Object message(Function<Request, Object> maker) {
        Object known = message;
        if (known == null) {
            known = maker.apply(request);
            message = known;
        }
        return known;
    }
}
