package io.bisocket.internal.dispatch;

import io.bisocket.AsyncRequestHandler;
import io.bisocket.RequestHandler;
import io.bisocket.StreamHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handler of any kind: done when its stage is. */
@FunctionalInterface
public interface Handler {

    /** The stage of a handler that was done when it returned. */
    CompletionStage<?> DONE = CompletableFuture.completedStage(null);

    /** Starts to handle a request. */
    CompletionStage<?> handle(HandledRequest request) throws Exception;

    /** A handler that is done when it returns, or with the reply that it has put off. */
    static Handler of(RequestHandler handler) {
        return request -> {
            handler.handle(request);
            return request.untilReplied();
        };
    }

    /** A handler that is done when its stage is. */
    static Handler async(AsyncRequestHandler handler) {
        return handler::handle;
    }

    /** A handler that is done when its publisher is, or nobody wants more of it. */
    static Handler streaming(StreamHandler handler) {
        return request -> PublishedReplies.subscribe(handler.handle(request), request);
    }
}
