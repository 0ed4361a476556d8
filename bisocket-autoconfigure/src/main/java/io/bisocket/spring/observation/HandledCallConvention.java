package io.bisocket.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How observations of handlers are named and tagged; a bean of this type replaces the default. */
public interface HandledCallConvention extends ObservationConvention<HandledCallContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof HandledCallContext;
    }
}
