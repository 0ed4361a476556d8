package io.bisocket.internal.protocol;

/**
 * Messages that share a flow-control window. Each class has its own, so that what waits for a
 * handler or a consumer never holds up the answers which that one may be waiting for.
 */
public enum CreditClass {
    /** Requests, streams and sends: given back when their handler starts, or they are refused. */
    CALLS,
    /** What ends a request: given back on arrival. */
    ANSWERS,
    /** Stream items and replies to sends: given back when the consumer has taken them. */
    ITEMS
}
