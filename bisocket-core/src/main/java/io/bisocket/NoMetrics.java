package io.bisocket;

/** Counts nothing. */
enum NoMetrics implements BiSocketMetrics {
    INSTANCE
}
