package io.bisocket;

import java.util.concurrent.CompletionStage;

/**
 * Handles requests without blocking: the request counts as handled when the returned stage
 * completes, and a stage that fails is reported to the client as a handler that threw.
 */
@FunctionalInterface
public interface AsyncRequestHandler {

    /** Starts to handle one request. The stage's value is not sent: replies go by the request. */
    CompletionStage<?> handle(Request request) throws Exception;
}
