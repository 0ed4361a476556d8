package io.bisocket.internal.dispatch;

import io.bisocket.AsyncRequestHandler;
import io.bisocket.Request;
import io.bisocket.RequestHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handler of either kind: done when its stage is. */
@FunctionalInterface
public interface Handler {

    /** Starts to handle a request. */
    CompletionStage<?> handle(Request request) throws Exception;

    /** A handler that is done when it returns. */
    static Handler of(RequestHandler handler) {
        return request -> {
            handler.handle(request);
            return CompletableFuture.completedStage(null);
        };
    }

    /** A handler that is done when its stage is. */
    static Handler async(AsyncRequestHandler handler) {
        return handler::handle;
    }
}
