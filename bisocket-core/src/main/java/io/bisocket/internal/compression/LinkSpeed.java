package io.bisocket.internal.compression;

import java.util.OptionalLong;

/** How fast a link carries bytes now. Safe for use by many threads. */
@FunctionalInterface
public interface LinkSpeed {

    /** Of a link that nobody measures. */
    LinkSpeed UNKNOWN = OptionalLong::empty;

    /** The estimate, more than zero; empty while it is unknown. */
    OptionalLong bytesPerSecond();
}
