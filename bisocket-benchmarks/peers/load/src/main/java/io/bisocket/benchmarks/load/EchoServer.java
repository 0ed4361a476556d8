package io.bisocket.benchmarks.load;

/** A running server. */
public interface EchoServer {

    /** Where it listens. */
    int port();

    /** What it holds outside the heap, in bytes, as far as it knows. */
    default long offHeapBytes() {
        return 0;
    }
}
