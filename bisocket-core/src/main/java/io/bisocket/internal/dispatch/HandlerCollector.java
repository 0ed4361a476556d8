package io.bisocket.internal.dispatch;

import io.bisocket.AsyncRequestHandler;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.Execution;
import io.bisocket.HandlerInterceptor;
import io.bisocket.HandlerOptions;
import io.bisocket.HandlerRegistry;
import io.bisocket.RequestHandler;
import io.bisocket.StreamHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a builder that collects handlers. Not thread-safe.
 *
 * @param <B> the builder
 */
public abstract class HandlerCollector<B> implements HandlerRegistry<B> {

    private final Handlers.Builder handlers = new Handlers.Builder();
    private final List<HandlerInterceptor> handlerInterceptors = new ArrayList<>();
    private final List<CallInterceptor> callInterceptors = new ArrayList<>();
    private BiSocketMetrics metrics = BiSocketMetrics.none();
    private @Nullable Execution execution;

    /** This builder. */
    protected abstract B self();

    /** What was collected. */
    protected Handlers handlers() {
        return handlers.build().behind(handlerInterceptors);
    }

    /** What sees outgoing calls. */
    protected List<CallInterceptor> callInterceptors() {
        return List.copyOf(callInterceptors);
    }

    /** Who counts. */
    protected BiSocketMetrics metrics() {
        return metrics;
    }

    /** The order that was set; null if none was. */
    protected @Nullable Execution execution() {
        return execution;
    }

    @Override
    public B handler(String method, RequestHandler handler, HandlerOptions options) {
        return add(method, Handler.of(handler), options);
    }

    @Override
    public B asyncHandler(String method, AsyncRequestHandler handler, HandlerOptions options) {
        return add(method, Handler.async(handler), options);
    }

    @Override
    public B streamHandler(String method, StreamHandler handler, HandlerOptions options) {
        return add(method, Handler.streaming(handler), options);
    }

    @Override
    public B catchAll(RequestHandler handler) {
        handlers.catchAll(Handler.of(handler));
        return self();
    }

    @Override
    public B asyncCatchAll(AsyncRequestHandler handler) {
        handlers.catchAll(Handler.async(handler));
        return self();
    }

    @Override
    public B execution(Execution execution) {
        this.execution = Objects.requireNonNull(execution, "execution");
        return self();
    }

    @Override
    public B interceptor(HandlerInterceptor interceptor) {
        handlerInterceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
        return self();
    }

    @Override
    public B interceptor(CallInterceptor interceptor) {
        callInterceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
        return self();
    }

    @Override
    public B metrics(BiSocketMetrics metrics) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        return self();
    }

    private B add(String method, Handler handler, HandlerOptions options) {
        handlers.add(method, handler, options);
        return self();
    }
}
