package io.bisocket;

/**
 * Handles calls. Called on a worker thread, where it may block; what it throws is reported to the
 * caller and harms nothing else. Whoever asked a request has its reply by the time that this
 * returns, and an empty one if there was none, unless the handler says {@link Request#replyLater}.
 */
@FunctionalInterface
public interface RequestHandler {

    /** Handles one request. */
    void handle(Request request) throws Exception;
}
