package io.bisocket;

/**
 * Where handlers are registered: the builder of a server, and that of a client. A method is a name,
 * or a pattern of names, whose segments are divided by dots:
 *
 * <pre>
 *   order.place      this name
 *   order.*          one segment after "order": order.place, not order.place.now
 *   order.{id}       the same; {@link Request#variables()} has the segment
 *   order.**         any number of segments after "order", none included
 *   *                every method that has no other handler, as {@link #catchAll}
 * </pre>
 *
 * <p>A name comes before all patterns, and costs nothing when there are some. Among patterns that
 * match, those without {@code **} come first, then those with fewer {@code *}, then with fewer
 * variables, then longer ones.
 *
 * @param <B> the builder
 */
public interface HandlerRegistry<B> {

    /**
     * Handles a method, or the methods of a pattern.
     *
     * @throws IllegalArgumentException if the method has a handler already, or the pattern is not
     *     one
     */
    default B handler(String method, RequestHandler handler) {
        return handler(method, handler, HandlerOptions.defaults());
    }

    /** As {@link #handler(String, RequestHandler)}, with options. */
    B handler(String method, RequestHandler handler, HandlerOptions options);

    /**
     * Handles a method without blocking.
     *
     * @throws IllegalArgumentException if the method has a handler already
     */
    default B asyncHandler(String method, AsyncRequestHandler handler) {
        return asyncHandler(method, handler, HandlerOptions.defaults());
    }

    /** As {@link #asyncHandler(String, AsyncRequestHandler)}, with options. */
    B asyncHandler(String method, AsyncRequestHandler handler, HandlerOptions options);

    /**
     * Handles a method with any number of replies.
     *
     * @throws IllegalArgumentException if the method has a handler already
     */
    default B streamHandler(String method, StreamHandler handler) {
        return streamHandler(method, handler, HandlerOptions.defaults());
    }

    /** As {@link #streamHandler(String, StreamHandler)}, with options. */
    B streamHandler(String method, StreamHandler handler, HandlerOptions options);

    /** Handles every method that has no handler of its own. */
    B catchAll(RequestHandler handler);

    /** Handles every method that has no handler of its own, without blocking. */
    B asyncCatchAll(AsyncRequestHandler handler);

    /** Puts something around the handling of calls, behind the interceptors added before. */
    B interceptor(HandlerInterceptor interceptor);

    /** Shows outgoing calls to something, after the interceptors added before. */
    B interceptor(CallInterceptor interceptor);

    /** Tells what happens to whoever counts it; {@link BiSocketMetrics#none()} otherwise. */
    B metrics(BiSocketMetrics metrics);

    /**
     * In which order one peer's calls are handled, where the handler does not say. Where nothing is
     * set: side by side, but one after the other in the Python format.
     */
    B execution(Execution execution);
}
