package io.bisocket.internal.link;

/** A reply stream that is under way. Thread-safe. */
public interface StreamCall {

    /**
     * Lets this many more items come.
     *
     * @param more at least 1; {@link Long#MAX_VALUE} for any number
     */
    void request(long more);

    /** Loses interest: nothing more is told. */
    void cancel();
}
