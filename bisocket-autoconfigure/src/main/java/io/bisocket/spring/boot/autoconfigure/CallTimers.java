package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A timer for each method, kind and outcome, found without making anything. Beyond {@value
 * #MAX_METHODS} methods all further ones are timed as one. Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // An array by kind and outcome, on the way of every call.
final class CallTimers {

    static final int MAX_METHODS = 500;

    private static final int OUTCOMES = ErrorCode.values().length + 1;

    private final MeterRegistry registry;
    private final Meters meter;
    private final Tags tags;
    private final Map<String, AtomicReferenceArray<@Nullable Timer>> byMethod =
            new ConcurrentHashMap<>();

    CallTimers(MeterRegistry registry, Meters meter, Tags tags) {
        this.registry = registry;
        this.meter = meter;
        this.tags = tags;
    }

    void record(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        AtomicReferenceArray<@Nullable Timer> timers = byMethod.get(method);
        if (timers == null) {
            add(method, kind, failure, nanos);
            return;
        }
        int index = kind.ordinal() * OUTCOMES + (failure == null ? 0 : failure.ordinal() + 1);
        Timer timer = timers.get(index);
        if (timer == null) {
            timer = timer(method, kind, failure);
            timers.set(index, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private void add(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        String counted = byMethod.size() < MAX_METHODS ? method : BiSocketMetrics.OTHER_METHODS;
        byMethod.computeIfAbsent(
                counted, name -> new AtomicReferenceArray<>(CallKind.values().length * OUTCOMES));
        record(counted, kind, failure, nanos);
    }

    private Timer timer(String method, CallKind kind, @Nullable ErrorCode failure) {
        return Timer.builder(meter.id())
                .description(meter.description())
                .tags(tags)
                .tag("method", method)
                .tag("kind", TagValues.of(kind))
                .tag("outcome", failure == null ? "success" : TagValues.of(failure))
                .register(registry);
    }
}
