package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.spring.handler.HandlerMethods;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the endpoint {@code bisocket}, where that is exposed. */
@AutoConfiguration(
        after = {
            BiSocketServerAutoConfiguration.class,
            BiSocketClientAutoConfiguration.class,
            BiSocketMetricsAutoConfiguration.class
        })
@ConditionalOnClass({BiSocketServer.class, Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(BiSocketEndpoint.class)
@ConditionalOnBiSocket
public final class BiSocketEndpointAutoConfiguration {

    private static final boolean MEASURED =
            ClassUtils.isPresent(
                    "io.micrometer.core.instrument.MeterRegistry",
                    BiSocketEndpointAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    BiSocketEndpoint bisocketEndpoint(
            ObjectProvider<BiSocketServer> servers,
            ObjectProvider<HandlerMethods> handlers,
            ConfigurableListableBeanFactory beans) {
        HandlerMethods methods = handlers.getIfUnique();
        return new BiSocketEndpoint(
                servers.getIfUnique(),
                () -> ClientHealthNames.of(beans),
                methods == null ? Set.of() : methods.names(),
                MEASURED ? figures(beans) : null);
    }

    private static @Nullable HandlerFigures figures(ConfigurableListableBeanFactory beans) {
        MeterRegistry registry = beans.getBeanProvider(MeterRegistry.class).getIfUnique();
        return registry == null ? null : new HandlerFigures(registry);
    }
}
