package io.bisocket.benchmarks;

/** A figure that a run gives. */
enum Metric {
    MEDIAN("p50", "µs"),
    P99("p99", "µs"),
    RATE("messages", "k/s"),
    MEGABYTES("payload each way", "MB/s"),
    CPU("CPU of both per 100,000 messages", "s"),
    SERVER_CPU("CPU of the server per 100,000 messages", "s"),
    REACHED("80 % of the steady rate, since the first message", "ms"),
    IDLE_MEMORY("server's memory per idle client", "KiB"),
    CONNECTS("clients connected", "1/s"),
    START("from the start of both processes to the first reply", "ms");

    private final String title;
    private final String unit;

    Metric(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }
}
