package io.bisocket.benchmarks;

/** What whoever started the benchmarks sees. */
final class Console {

    private Console() {}

    static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static void error(String line) {
        System.err.println(line);
    }
}
