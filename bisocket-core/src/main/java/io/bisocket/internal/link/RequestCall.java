package io.bisocket.internal.link;

/** A request that is under way. Thread-safe. */
@FunctionalInterface
public interface RequestCall {

    /** One that is over. */
    RequestCall OVER = () -> {};

    /** Loses interest. Does nothing once the listener has been told. */
    void cancel();
}
