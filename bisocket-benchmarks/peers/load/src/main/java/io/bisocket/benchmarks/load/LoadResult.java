package io.bisocket.benchmarks.load;

/**
 * What a run of the load gave. Times are in nanoseconds.
 *
 * @param messages replies that were what had been sent
 * @param took from the first message to the last reply
 * @param median half of all replies took no longer
 * @param p99 99 of 100 replies took no longer
 */
record LoadResult(long messages, long took, long median, long p99) {

    String line() {
        return "messages=%d took=%d median=%d p99=%d".formatted(messages, took, median, p99);
    }
}
