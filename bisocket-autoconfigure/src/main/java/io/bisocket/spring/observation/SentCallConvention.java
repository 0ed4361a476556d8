package io.bisocket.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How observations of outgoing calls are named and tagged; a bean of this type replaces the
 * default.
 */
public interface SentCallConvention extends ObservationConvention<SentCallContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof SentCallContext;
    }
}
