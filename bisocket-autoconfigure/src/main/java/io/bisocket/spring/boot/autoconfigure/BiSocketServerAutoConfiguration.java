package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketMetrics;
import io.bisocket.BiSocketServer;
import io.bisocket.CallInterceptor;
import io.bisocket.ClientAuthenticator;
import io.bisocket.HandlerInterceptor;
import io.bisocket.PayloadCodec;
import io.bisocket.ServerListener;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import io.bisocket.spring.handler.HandlerMethods;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of a server for the application's handler methods. There is one if a bean has
 * such a method, if there is a {@link BiSocketServerBuilderCustomizer}, or if {@code
 * bisocket.server.enabled} is true: an application that is only a client opens no port.
 */
@AutoConfiguration(after = BiSocketAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({BiSocketServer.class, JsonMapper.class})
@ConditionalOnMissingBean(BiSocketServer.class)
@Conditional(OnServerCondition.class)
@ConditionalOnBiSocket
public final class BiSocketServerAutoConfiguration {

    @Bean
    HandlerMethods bisocketHandlerMethods(ConfigurableListableBeanFactory beanFactory) {
        return new HandlerMethods(beanFactory, OnServerCondition::isOfServer);
    }

    @Bean
    ServerSettings bisocketServerSettings(BiSocketProperties properties, Environment environment) {
        return ServerSettings.of(properties, environment);
    }

    @Bean
    ContextServer bisocketServer(
            BiSocketProperties properties,
            ServerSettings settings,
            BiSocketKeys keys,
            PayloadCodec payloadCodec,
            WorkerThreads threads,
            ObjectProvider<SslBundles> sslBundles,
            HandlerMethods handlers,
            ObjectProvider<ClientAuthenticator> authenticator,
            ObjectProvider<ServerListener> listeners,
            ObjectProvider<HandlerInterceptor> handlerInterceptors,
            ObjectProvider<CallInterceptor> callInterceptors,
            ObjectProvider<BiSocketMetrics> metrics,
            ObjectProvider<Instrumentation> instrumentations,
            ObjectProvider<BiSocketServerBuilderCustomizer> customizers) {
        settings.check(keys.ring());
        BundledTls tls =
                BundledTls.of(properties.server().ssl(), "bisocket.server.ssl.", sslBundles);
        return new ContextServer(
                () -> {
                    BiSocketServer.Builder builder = BiSocketServer.builder();
                    settings.applyTo(builder, keys.ring());
                    builder.payloadCodec(payloadCodec);
                    if (tls != null) {
                        builder.tls(tls);
                    }
                    threads.executor("bisocket-server-").ifPresent(builder::executor);
                    authenticator.ifAvailable(builder::authenticator);
                    listeners.orderedStream().forEach(builder::listener);
                    metrics.orderedStream().forEach(builder::metrics);
                    instrumentations.orderedStream().forEach(each -> each.server(builder));
                    handlerInterceptors.orderedStream().forEach(builder::interceptor);
                    callInterceptors.orderedStream().forEach(builder::interceptor);
                    handlers.addTo(builder);
                    customizers.orderedStream().forEach(each -> each.customize(builder));
                    return builder;
                });
    }

    @Bean
    ClientEvents bisocketClientEvents(ApplicationEventPublisher publisher) {
        return new ClientEvents(publisher);
    }

    @Bean
    KeyRingUser bisocketServerKeyRingUser(ContextServer server, ServerSettings settings) {
        return new KeyRingUser(settings::check, (former, keys) -> server.replaceKeys(keys));
    }

    @Bean
    ServerLifecycle bisocketServerLifecycle(
            ContextServer server,
            BiSocketKeys keys,
            HandlerMethods handlers,
            ServerSettings settings,
            ConfigurableApplicationContext context) {
        return new ServerLifecycle(server, keys, handlers, settings.execution(), context);
    }
}
