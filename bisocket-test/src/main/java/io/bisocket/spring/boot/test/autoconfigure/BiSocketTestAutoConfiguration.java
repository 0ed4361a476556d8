package io.bisocket.spring.boot.test.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.PayloadCodec;
import io.bisocket.Transport;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import io.bisocket.spring.boot.autoconfigure.BiSocketClientAutoConfiguration;
import io.bisocket.spring.boot.autoconfigure.BiSocketServerAutoConfiguration;
import io.bisocket.test.ReceivedMessages;
import io.bisocket.test.faults.BiSocketFaults;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of what {@link AutoConfigureBiSocket} promises. Comes last, so that what it
 * adds does not look as if the application wanted a server or a client.
 */
@AutoConfiguration(
        after = {BiSocketServerAutoConfiguration.class, BiSocketClientAutoConfiguration.class})
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
public final class BiSocketTestAutoConfiguration {

    /** The bean name of the test's own client. */
    static final String CLIENT = "bisocketTestClient";

    @Bean
    @ConditionalOnMissingBean
    BiSocketFaults bisocketFaults(Environment environment) {
        Connection connection =
                environment.getProperty(
                        ConnectionContextCustomizer.CONNECTION,
                        Connection.class,
                        Connection.IN_MEMORY);
        return BiSocketFaults.on(
                connection == Connection.IN_MEMORY ? Transport.inMemory() : Transport.tcp());
    }

    @Bean
    BiSocketServerBuilderCustomizer bisocketTestServerTransport(BiSocketFaults faults) {
        return builder -> builder.transport(faults.transport());
    }

    @Bean
    BiSocketClientBuilderCustomizer bisocketTestClientTransport(BiSocketFaults faults) {
        return builder -> builder.transport(faults.transport());
    }

    @Bean
    @ConditionalOnMissingBean
    ReceivedMessages bisocketReceivedMessages() {
        return new ReceivedMessages();
    }

    @Bean(CLIENT)
    @Lazy
    @ConditionalOnBean(BiSocketServer.class)
    @ConditionalOnMissingBean(BiSocketClient.class)
    BiSocketClient bisocketTestClient(
            BiSocketServer server,
            BiSocketKeys keys,
            PayloadCodec codec,
            ReceivedMessages received,
            BiSocketFaults faults,
            Environment environment) {
        return new TestClients(environment, keys, codec, received, faults).clientOf(server);
    }
}
