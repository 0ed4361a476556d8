package io.bisocket;

/**
 * Handles requests. Called on a worker thread, where it may block; what it throws is reported to
 * the client and harms nothing else. It may reply never, once or many times, also later and from
 * other threads.
 */
@FunctionalInterface
public interface RequestHandler {

    /** Handles one request. */
    void handle(Request request) throws Exception;
}
