package io.bisocket.spring.handler;

import io.bisocket.HandlerRegistry;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An annotated method as a handler: arguments from the request, the result as replies. */
final class HandlerMethod {

    private final BeanMethod method;
    private final Argument[] arguments;
    private final boolean asynchronous;

    /**
     * @throws InvalidHandlerException if its signature cannot work
     */
    HandlerMethod(BeanMethod method) {
        this.method = method;
        this.arguments = Signature.arguments(method);
        this.asynchronous = Signature.isAsynchronous(method);
    }

    String methodName() {
        return method.method().getName();
    }

    void addTo(HandlerRegistry<?> registry, String name) {
        boolean catchAll = name.equals(BiSocketHandler.CATCH_ALL);
        if (asynchronous) {
            addAsynchronous(registry, name, catchAll);
        } else if (catchAll) {
            registry.catchAll(this::handle);
        } else {
            registry.handler(name, this::handle);
        }
    }

    private void addAsynchronous(HandlerRegistry<?> registry, String name, boolean catchAll) {
        if (catchAll) {
            registry.asyncCatchAll(this::handleAsynchronously);
        } else {
            registry.asyncHandler(name, this::handleAsynchronously);
        }
    }

    private void handle(Request request) throws Exception {
        Replies.send(request, invoke(request));
    }

    private CompletionStage<?> handleAsynchronously(Request request) throws Exception {
        CompletionStage<?> result = (CompletionStage<?>) invoke(request);
        return result == null
                ? CompletableFuture.completedStage(null)
                : result.thenAccept(value -> Replies.send(request, value));
    }

    private @Nullable Object invoke(Request request) throws Exception {
        @Nullable Object[] values = new @Nullable Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].from(request);
        }
        return method.invoke(values);
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
