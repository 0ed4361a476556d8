package io.bisocket;

import java.util.concurrent.Flow;

/**
 * Handles calls with any number of replies. What becomes of the publisher's items depends on what
 * the caller asked for:
 *
 * <ul>
 *   <li>a stream: all of them, no more at a time than the caller has demanded,
 *   <li>a request: the first one is the reply, and the publisher is cancelled; without any, the
 *       reply is empty,
 *   <li>a send, as all calls in the Python format are: all of them, each when the one before has
 *       been taken by the outbox.
 * </ul>
 *
 * <p>The publisher is cancelled when the caller cancels, its deadline passes, or the connection
 * ends. It is subscribed to once, and its demand comes on worker threads; what it fails with is
 * reported to the caller.
 */
@FunctionalInterface
public interface StreamHandler {

    /** Starts to handle one call. */
    Flow.Publisher<byte[]> handle(Request request) throws Exception;
}
