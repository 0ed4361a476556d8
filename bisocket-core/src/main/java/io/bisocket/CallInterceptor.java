package io.bisocket;

/**
 * Sees calls before they are sent, at either end: sends, requests and streams, but not replies. May
 * add headers, change the timeout, or ask to be told of the outcome.
 *
 * <p>Called once for each call, on the caller's thread, which may be an event loop: must not block.
 * A stream's caller is its subscriber. Interceptors are called in the order in which they were
 * registered. Must be thread-safe.
 *
 * <p>What it throws fails the call, and nothing is sent.
 */
@FunctionalInterface
public interface CallInterceptor {

    /** Looks at a call that is about to be sent. */
    void intercept(OutgoingCall call);
}
