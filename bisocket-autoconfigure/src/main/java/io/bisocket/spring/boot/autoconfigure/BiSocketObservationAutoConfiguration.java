package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.spring.observation.HandledCallConvention;
import io.bisocket.spring.observation.SentCallConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of observations, and so of traces, where there is a registry for them. */
@AutoConfiguration(
        after = BiSocketAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({BiSocketServer.class, ObservationRegistry.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "bisocket.observations.enabled", matchIfMissing = true)
@ConditionalOnBiSocket
public final class BiSocketObservationAutoConfiguration {

    @Bean
    ObservationInstrumentation bisocketObservationInstrumentation(
            ObservationRegistry registry,
            ObjectProvider<HandledCallConvention> handled,
            ObjectProvider<SentCallConvention> sent) {
        return new ObservationInstrumentation(registry, handled.getIfUnique(), sent.getIfUnique());
    }
}
