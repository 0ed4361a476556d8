package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.ClientListener;
import io.bisocket.HandlerInterceptor;
import io.bisocket.KeyRing;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import io.bisocket.spring.handler.HandlerMethods;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** Gives builders with everything that properties and beans say of a client. */
final class ClientBuilders {

    private final BiSocketProperties properties;
    private final Environment environment;
    private final PayloadCodec codec;
    private final WorkerThreads threads;
    private final ClientReceivers receivers;
    private final ConfigurableListableBeanFactory beans;

    ClientBuilders(
            BiSocketProperties properties,
            Environment environment,
            PayloadCodec codec,
            WorkerThreads threads,
            ClientReceivers receivers,
            ConfigurableListableBeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.codec = codec;
        this.threads = threads;
        this.receivers = receivers;
        this.beans = beans;
    }

    /** What the properties say of the client of this name. */
    ClientSettings settings(String client) {
        ConfiguredClient configured = ConfiguredClient.of(client, environment);
        BiSocketConnectionDetails details = new ProvidedAddresses(beans).of(client);
        return ClientSettings.of(
                details == null ? configured : configured.at(details), properties, environment);
    }

    /** Whether the application has a server of its own, which starts after its clients. */
    boolean isServerToStart() {
        return beans.getBeanNamesForType(ServerLifecycle.class, true, false).length > 0;
    }

    /**
     * The TLS of a client; null where it has none.
     *
     * @throws NoSuchBundleException if there is no such bundle
     */
    @Nullable BundledTls tls(ClientSettings settings) {
        return BundledTls.of(
                settings.ssl(),
                settings.names().property("ssl.bundle"),
                beans.getBeanProvider(SslBundles.class));
    }

    /** A builder with all settings. */
    BiSocketClient.Builder builder(
            ClientSettings settings, @Nullable BundledTls tls, KeyRing keys) {
        String client = settings.names().client();
        BiSocketClient.Builder builder = BiSocketClient.builder();
        settings.applyTo(builder, keys);
        builder.payloadCodec(codec);
        if (tls != null) {
            builder.tls(tls);
        }
        threads.executor(ClientNames.threads(client)).ifPresent(builder::executor);
        receivers.of(client).ifPresent(builder::onReceive);
        handlers(client).addTo(builder);
        ordered(ClientListener.class).forEach(builder::listener);
        ordered(BiSocketMetrics.class).forEach(builder::metrics);
        ordered(Instrumentation.class).forEach(each -> each.client(client, builder));
        ordered(HandlerInterceptor.class).forEach(builder::interceptor);
        ordered(CallInterceptor.class).forEach(builder::interceptor);
        ordered(BiSocketClientBuilderCustomizer.class)
                .filter(each -> each.isFor(client))
                .forEach(each -> each.customize(builder));
        return builder;
    }

    /** The methods that handle what the server sends to this client. */
    private HandlerMethods handlers(String client) {
        HandlerMethods handlers =
                new HandlerMethods(
                        beans, handler -> Arrays.asList(handler.client()).contains(client));
        handlers.afterSingletonsInstantiated();
        return handlers;
    }

    private <T> Stream<T> ordered(Class<T> type) {
        return beans.getBeanProvider(type).orderedStream();
    }
}
