package io.bisocket.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the meters know of the server's handlers, by the names they are registered under. */
record HandlerFigures(MeterRegistry registry) {

    /**
     * One handler's figures.
     *
     * @param failures those of the calls that failed, were refused or cancelled
     * @param mean how long one call takes
     * @param max how long one took lately, as far as the registry keeps that
     */
    record Figures(long calls, long failures, Duration mean, Duration max) {

        static final Figures NONE = new Figures(0, 0, Duration.ZERO, Duration.ZERO);

        private Figures plus(Timer timer) {
            long more = timer.count();
            long failed = "success".equals(timer.getId().getTag("outcome")) ? 0 : more;
            double nanos = mean.toNanos() * (double) calls + timer.totalTime(TimeUnit.NANOSECONDS);
            Duration longest = Duration.ofNanos((long) timer.max(TimeUnit.NANOSECONDS));
            return new Figures(
                    calls + more,
                    failures + failed,
                    Duration.ofNanos((long) (nanos / Math.max(1, calls + more))),
                    max.compareTo(longest) > 0 ? max : longest);
        }
    }

    Map<String, Figures> byHandler() {
        Map<String, Figures> figures = new TreeMap<>();
        for (Timer timer : registry.find(Meters.HANDLERS.id()).tag("side", "server").timers()) {
            String method = String.valueOf(timer.getId().getTag("method"));
            figures.put(method, figures.getOrDefault(method, Figures.NONE).plus(timer));
        }
        return figures;
    }
}
