package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.CryptoKey;
import io.bisocket.PayloadCodec;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of what servers and clients have in common: the key, the payload codec, the
 * threads. Each is made only if somebody needs it.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass({CryptoKey.class, JsonMapper.class})
@EnableConfigurationProperties(BiSocketProperties.class)
public final class BiSocketAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    CryptoKey bisocketCryptoKey(BiSocketProperties properties, Environment environment) {
        return Settings.key(properties, environment);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    PayloadCodec bisocketPayloadCodec(ObjectProvider<JsonMapper> mapper) {
        return PayloadCodec.json(mapper.getIfUnique(JsonMapper::shared));
    }

    @Bean
    @Lazy
    WorkerThreads bisocketWorkerThreads(
            Environment environment, ObjectProvider<TaskDecorator> decorators) {
        List<TaskDecorator> ordered = decorators.orderedStream().toList();
        return new WorkerThreads(Threading.VIRTUAL.isActive(environment), ordered);
    }
}
