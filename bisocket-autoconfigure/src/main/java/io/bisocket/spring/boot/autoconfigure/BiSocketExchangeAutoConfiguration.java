package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.handler.annotation.Header;
import tools.jackson.databind.json.JsonMapper;

/** Auto-configuration of interfaces whose methods are calls. */
@AutoConfiguration(after = BiSocketClientAutoConfiguration.class)
@ConditionalOnClass({BiSocketClient.class, Header.class, JsonMapper.class})
@ConditionalOnBooleanProperty(name = "bisocket.exchanges.enabled", matchIfMissing = true)
@Import(ExchangeRegistrar.class)
@ConditionalOnBiSocket
public final class BiSocketExchangeAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    ExchangeProxyFactory bisocketExchangeProxyFactory(ConfigurableBeanFactory beans) {
        return new ExchangeProxyFactory(
                text -> {
                    String resolved = beans.resolveEmbeddedValue(text);
                    return resolved == null ? "" : resolved;
                });
    }
}
