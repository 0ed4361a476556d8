package io.bisocket;

/** In which order one client's requests are handled. */
public enum Execution {
    /** One after the other, in the order of arrival. */
    IN_ORDER,
    /** Started in the order of arrival, and running side by side. */
    PARALLEL
}
