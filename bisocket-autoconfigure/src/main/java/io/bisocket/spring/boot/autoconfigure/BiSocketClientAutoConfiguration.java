package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketKeys;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of a client where {@code bisocket.client.host} or {@code .addresses} is set or
 * there are {@link BiSocketConnectionDetails}, and of those under {@code bisocket.clients}.
 */
@AutoConfiguration(after = BiSocketAutoConfiguration.class)
@ConditionalOnClass({BiSocketClient.class, JsonMapper.class})
@Conditional(OnClientCondition.class)
@Import(ClientRegistrar.class)
@ConditionalOnBiSocket
public final class BiSocketClientAutoConfiguration {

    @Bean(ClientRegistrar.FACTORY)
    ClientFactory bisocketClientFactory(
            ClientBuilders builders, BiSocketKeys keys, ApplicationEventPublisher publisher) {
        return new ClientFactory(builders, keys, publisher);
    }

    @Bean
    ClientReceivers bisocketClientReceivers(
            ConfigurableListableBeanFactory beans, Environment environment) {
        return new ClientReceivers(beans, Set.copyOf(ConfiguredClient.wanted(environment, beans)));
    }

    @Bean
    ClientBuilders bisocketClientBuilders(
            BiSocketProperties properties,
            Environment environment,
            PayloadCodec codec,
            WorkerThreads threads,
            ClientReceivers receivers,
            ConfigurableListableBeanFactory beans) {
        return new ClientBuilders(properties, environment, codec, threads, receivers, beans);
    }
}
