package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketKeys;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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
 * Auto-configuration of what servers and clients have in common: the keys, the payload codec, the
 * threads. Each is made only if somebody needs it.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass({CryptoKey.class, JsonMapper.class})
@EnableConfigurationProperties(BiSocketProperties.class)
@ConditionalOnBiSocket
public final class BiSocketAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean(BiSocketKeys.class)
    ContextKeys bisocketKeys(
            Environment environment,
            ObjectProvider<KeyRing> ring,
            ObjectProvider<CryptoKey> key,
            ObjectProvider<KeyRingUser> users,
            ObjectProvider<KeysRefreshListener> listeners) {
        return new ContextKeys(
                () ->
                        ring.getIfAvailable(
                                () -> ConfiguredKeys.of(environment, key.getIfAvailable())),
                () -> users.orderedStream().toList(),
                () -> listeners.orderedStream().forEach(KeysRefreshListener::refreshed));
    }

    @Bean
    static ClientHandlerCheck bisocketClientHandlerCheck(
            ConfigurableListableBeanFactory beans, Environment environment) {
        return new ClientHandlerCheck(beans, environment);
    }

    @Bean
    static EnvironmentChangeListener bisocketEnvironmentChangeListener(
            ObjectProvider<BiSocketKeys> keys, ObjectProvider<KeyRingUser> users) {
        return new EnvironmentChangeListener(keys, users);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    PayloadCodec bisocketPayloadCodec(ObjectProvider<JsonMapper> mapper) {
        return PayloadCodec.json(mapper.getIfUnique(JsonMapper::shared));
    }

    @Bean
    @Lazy(false)
    UnknownProperties bisocketUnknownProperties(Environment environment) {
        return new UnknownProperties(environment);
    }

    @Bean
    @Lazy(false)
    ContradictionCheck bisocketContradictionCheck(
            BiSocketProperties properties,
            Environment environment,
            ConfigurableListableBeanFactory beans) {
        return new ContradictionCheck(properties, environment, beans);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "bisocket.mdc.enabled", matchIfMissing = true)
    MdcInstrumentation bisocketMdcInstrumentation() {
        return new MdcInstrumentation();
    }

    @Bean
    @Lazy
    WorkerThreads bisocketWorkerThreads(
            Environment environment, ObjectProvider<TaskDecorator> decorators) {
        List<TaskDecorator> ordered = decorators.orderedStream().toList();
        return new WorkerThreads(Threading.VIRTUAL.isActive(environment), ordered);
    }
}
