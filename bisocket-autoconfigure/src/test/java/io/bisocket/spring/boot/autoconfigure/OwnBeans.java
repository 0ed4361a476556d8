package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketMetrics;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.PayloadCodec;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import io.bisocket.spring.handler.HandlerContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** A bean of the application for each of ours that gives way to one. */
final class OwnBeans {

    /** By the method that makes ours, or the class where all of it gives way. */
    static final Map<String, UnaryOperator<ApplicationContextRunner>> ALL = own();

    private OwnBeans() {}

    private static Map<String, UnaryOperator<ApplicationContextRunner>> own() {
        Map<String, UnaryOperator<ApplicationContextRunner>> own = new TreeMap<>();
        own.put(
                "BiSocketAutoConfiguration.bisocketKeys",
                it -> it.withBean("own", BiSocketKeys.class, OwnKeys::new));
        own.put(
                "BiSocketAutoConfiguration.bisocketPayloadCodec",
                it ->
                        it.withBean(
                                "own",
                                PayloadCodec.class,
                                () -> PayloadCodec.json(JsonMapper.shared())));
        own.put(
                "BiSocketEndpointAutoConfiguration.bisocketEndpoint",
                it ->
                        it.withBean(
                                "own",
                                BiSocketEndpoint.class,
                                () -> new BiSocketEndpoint(null, Map::of, List.of(), null)));
        own.put(
                "BiSocketExchangeAutoConfiguration.bisocketExchangeProxyFactory",
                it ->
                        it.withBean(
                                "own",
                                ExchangeProxyFactory.class,
                                () -> new ExchangeProxyFactory(text -> text)));
        own.put(
                "ServerHealth.bisocketServerHealthContributor",
                it ->
                        it.withBean(
                                "bisocketServerHealthIndicator",
                                HealthIndicator.class,
                                OwnHealth::new));
        own.put(
                "ClientHealth.bisocketClientHealthContributor",
                it ->
                        it.withBean(
                                "bisocketClientHealthIndicator",
                                HealthIndicator.class,
                                OwnHealth::new));
        own.put(
                "BiSocketMetricsAutoConfiguration",
                it -> it.withBean("own", BiSocketMetrics.class, BiSocketMetrics::none));
        own.put(
                "BiSocketSecurityAutoConfiguration.bisocketSecurityHandlerContext",
                it -> it.withBean("own", HandlerContext.class, () -> () -> Runnable::run));
        own.put(
                "BiSocketSecurityAutoConfiguration.bisocketSecurityInterceptor",
                it ->
                        it.withBean(
                                "own",
                                SecurityInterceptor.class,
                                () ->
                                        new SecurityInterceptor(
                                                new SessionAuthentication(
                                                        new KeyAuthorities(Map::of)),
                                                List.of())));
        own.put(
                "Parameters.bisocketAuthenticationArgumentResolver",
                it ->
                        it.withBean(
                                "own",
                                AuthenticationArgumentResolver.class,
                                AuthenticationArgumentResolver::new));
        own.put(
                "BiSocketServerAutoConfiguration",
                it ->
                        it.withBean(
                                "own",
                                BiSocketServer.class,
                                () ->
                                        BiSocketServer.builder()
                                                .address("127.0.0.1")
                                                .port(0)
                                                .start()));
        return own;
    }

    private static final class OwnHealth implements HealthIndicator {

        @Override
        public Health health() {
            return Health.up().build();
        }
    }

    private static final class OwnKeys implements BiSocketKeys {

        @Override
        public KeyRing ring() {
            return KeyRing.of(CryptoKey.of("the application's own"));
        }

        @Override
        public CompletableFuture<Void> refresh() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
