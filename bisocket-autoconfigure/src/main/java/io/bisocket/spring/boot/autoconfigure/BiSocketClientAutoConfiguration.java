package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.CallInterceptor;
import io.bisocket.ClientListener;
import io.bisocket.HandlerInterceptor;
import io.bisocket.MessageReceiver;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import io.bisocket.spring.BiSocketKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Auto-configuration of a client where {@code bisocket.client.host} is set. */
@AutoConfiguration(after = BiSocketAutoConfiguration.class)
@ConditionalOnClass(BiSocketClient.class)
@ConditionalOnMissingBean(BiSocketClient.class)
@Conditional(OnClientCondition.class)
public final class BiSocketClientAutoConfiguration {

    @Bean
    ClientSettings bisocketClientSettings(BiSocketProperties properties, Environment environment) {
        return ClientSettings.of(properties, environment);
    }

    @Bean
    ContextClient bisocketClient(
            ClientSettings settings,
            BiSocketKeys keys,
            PayloadCodec payloadCodec,
            WorkerThreads threads,
            ObjectProvider<MessageReceiver> receiver,
            ObjectProvider<ClientListener> listeners,
            ObjectProvider<HandlerInterceptor> handlerInterceptors,
            ObjectProvider<CallInterceptor> callInterceptors,
            ObjectProvider<BiSocketClientBuilderCustomizer> customizers) {
        settings.keyOf(keys.ring());
        return new ContextClient(
                () -> {
                    BiSocketClient.Builder builder = BiSocketClient.builder();
                    settings.applyTo(builder, keys.ring());
                    builder.payloadCodec(payloadCodec);
                    threads.executor("bisocket-client-").ifPresent(builder::executor);
                    receiver.ifAvailable(builder::onReceive);
                    listeners.orderedStream().forEach(builder::listener);
                    handlerInterceptors.orderedStream().forEach(builder::interceptor);
                    callInterceptors.orderedStream().forEach(builder::interceptor);
                    customizers.orderedStream().forEach(each -> each.customize(builder));
                    return builder;
                });
    }

    @Bean
    KeyRingUser bisocketClientKeyRingUser(ContextClient client, ClientSettings settings) {
        return new KeyRingUser(
                settings::keyOf,
                (former, keys) -> client.replaceKey(settings.keyOf(former), settings.keyOf(keys)));
    }

    @Bean
    ClientLifecycle bisocketClientLifecycle(ContextClient client, BiSocketProperties properties) {
        return new ClientLifecycle(client, properties.client().failFast());
    }
}
