package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the health of servers and clients, also of those that users made. */
@AutoConfiguration(
        after = {BiSocketServerAutoConfiguration.class, BiSocketClientAutoConfiguration.class})
@ConditionalOnClass({
    BiSocketServer.class,
    HealthContributor.class,
    ConditionalOnEnabledHealthIndicator.class
})
@ConditionalOnBiSocket
public final class BiSocketHealthAutoConfiguration {

    /** The health of servers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(BiSocketServer.class)
    @ConditionalOnEnabledHealthIndicator("bisocket-server")
    static class ServerHealth
            extends CompositeHealthContributorConfiguration<ServerHealthIndicator, BiSocketServer> {

        ServerHealth() {
            super(ServerHealthIndicator::new);
        }

        @Bean
        @ConditionalOnMissingBean(
                name = {"bisocketServerHealthContributor", "bisocketServerHealthIndicator"})
        HealthContributor bisocketServerHealthContributor(
                ConfigurableListableBeanFactory beanFactory) {
            return createContributor(beanFactory, BiSocketServer.class);
        }
    }

    /** The health of clients. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(BiSocketClient.class)
    @ConditionalOnEnabledHealthIndicator("bisocket-client")
    static class ClientHealth
            extends CompositeHealthContributorConfiguration<ClientHealthIndicator, BiSocketClient> {

        ClientHealth() {
            super(ClientHealthIndicator::new);
        }

        @Bean
        @ConditionalOnMissingBean(
                name = {"bisocketClientHealthContributor", "bisocketClientHealthIndicator"})
        HealthContributor bisocketClientHealthContributor(
                ConfigurableListableBeanFactory beanFactory) {
            return createContributor(ClientHealthNames.of(beanFactory));
        }
    }
}
