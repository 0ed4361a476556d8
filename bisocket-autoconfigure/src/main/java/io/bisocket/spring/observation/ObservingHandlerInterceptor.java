package io.bisocket.spring.observation;

import io.bisocket.HandlerInterceptor;
import io.bisocket.Request;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Observes handlers, as part of the caller's trace where its headers tell of one. What a handler
 * asks others on its thread is part of it. Thread-safe.
 */
public final class ObservingHandlerInterceptor implements HandlerInterceptor {

    private static final HandledCallConvention DEFAULT = new DefaultHandledCallConvention();

    private final ObservationRegistry registry;
    private final @Nullable HandledCallConvention convention;

    /**
     * @param convention names the observations; null for the default
     */
    public ObservingHandlerInterceptor(
            ObservationRegistry registry, @Nullable HandledCallConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public CompletionStage<?> intercept(Request request, Next next) {
        if (registry.isNoop()) {
            return next.proceed();
        }
        HandledCallContext context = new HandledCallContext(request);
        Observation observation =
                Observation.createNotStarted(convention, DEFAULT, () -> context, registry).start();
        return observation
                .<CompletionStage<?>>scoped(next::proceed)
                .whenComplete((done, failure) -> end(observation, failure));
    }

    private static void end(Observation observation, @Nullable Throwable failure) {
        if (failure != null) {
            observation.error(Outcomes.unwrapped(failure));
        }
        observation.stop();
    }
}
