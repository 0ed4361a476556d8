package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketMetrics;
import io.bisocket.BiSocketServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters for servers and clients, where there is a registry for them. An
 * application's own {@link BiSocketMetrics} takes their place.
 */
@AutoConfiguration(
        after = {BiSocketServerAutoConfiguration.class, BiSocketClientAutoConfiguration.class},
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({BiSocketServer.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnMissingBean(BiSocketMetrics.class)
@ConditionalOnBooleanProperty(name = "bisocket.metrics.enabled", matchIfMissing = true)
@ConditionalOnBiSocket
public final class BiSocketMetricsAutoConfiguration {

    @Bean
    MeterInstrumentation bisocketMeterInstrumentation(MeterRegistry registry) {
        return new MeterInstrumentation(registry);
    }

    @Bean
    @ConditionalOnSingleCandidate(BiSocketServer.class)
    ServerGauges bisocketServerGauges(BiSocketServer server) {
        return new ServerGauges(server);
    }
}
