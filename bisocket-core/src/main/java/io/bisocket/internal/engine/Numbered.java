package io.bisocket.internal.engine;

import org.jspecify.annotations.Nullable;

/** A call with its number, and its place in the one {@link CallTable} that may hold it. */
interface Numbered<C> {

    /** The requester's number for it. */
    long reference();

    /** The next one in the same bucket of the table. */
    @Nullable C nextInBucket();

    /** Puts another one behind it. */
    void nextInBucket(@Nullable C next);
}
