package io.bisocket.internal.call;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.internal.link.FailureCodes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How long a call takes, from now to the first end that it is told. Thread-safe. */
final class Measurement {

    private final BiSocketMetrics metrics;
    private final CallKind kind;
    private final String method;
    private final long begun = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    private Measurement(BiSocketMetrics metrics, CallKind kind, String method) {
        this.metrics = metrics;
        this.kind = kind;
        this.method = method;
    }

    /** Begins one; null if nobody wants to know. */
    static @Nullable Measurement begin(BiSocketMetrics metrics, CallKind kind, String method) {
        return BiSocketMetrics.none().equals(metrics)
                ? null
                : new Measurement(metrics, kind, method);
    }

    /**
     * The call is over.
     *
     * @param failure null if it went well
     */
    void end(@Nullable Throwable failure) {
        if (over.compareAndSet(false, true)) {
            metrics.called(method, kind, FailureCodes.of(failure), System.nanoTime() - begun);
        }
    }
}
