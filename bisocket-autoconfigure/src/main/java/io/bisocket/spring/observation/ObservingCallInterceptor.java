package io.bisocket.spring.observation;

import io.bisocket.CallInterceptor;
import io.bisocket.OutgoingCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes calls to the peer, as part of what is observed on the caller's thread, and tells the
 * peer of the trace. Thread-safe.
 */
public final class ObservingCallInterceptor implements CallInterceptor {

    private static final SentCallConvention DEFAULT = new DefaultSentCallConvention();

    private final ObservationRegistry registry;
    private final @Nullable SentCallConvention convention;

    /**
     * @param convention names the observations; null for the default
     */
    public ObservingCallInterceptor(
            ObservationRegistry registry, @Nullable SentCallConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public void intercept(OutgoingCall call) {
        if (registry.isNoop()) {
            return;
        }
        SentCallContext context = new SentCallContext(call);
        Observation observation =
                Observation.createNotStarted(convention, DEFAULT, () -> context, registry).start();
        call.onEnd(failure -> end(observation, failure));
    }

    private static void end(Observation observation, @Nullable Throwable failure) {
        if (failure != null) {
            observation.error(Outcomes.unwrapped(failure));
        }
        observation.stop();
    }
}
