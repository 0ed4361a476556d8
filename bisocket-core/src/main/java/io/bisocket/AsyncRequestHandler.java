package io.bisocket;

import java.util.concurrent.CompletionStage;

/**
 * Handles calls without blocking: a call counts as handled when the returned stage completes, and a
 * stage that fails is reported to the caller as a handler that threw. Whoever asked a request has
 * an empty reply if none was sent by then.
 */
@FunctionalInterface
public interface AsyncRequestHandler {

    /** Starts to handle one request. The stage's value is not sent: replies go by the request. */
    CompletionStage<?> handle(Request request) throws Exception;
}
