package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.observation.DefaultHandledCallConvention;
import io.bisocket.spring.observation.HandledCallConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class BiSocketObservationAutoConfigurationTests {

    private static final String KEY = "key of the observations";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketObservationAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues("bisocket.crypto-key=" + KEY)
                    .withBean(Echo.class);

    private final ApplicationContextRunner observed =
            runner.withBean(ObservationRegistry.class, ObservationRegistry::create);

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    @Test
    void whenThereIsARegistryThenCallsAreObserved() {
        observed.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(ObservationInstrumentation.class));
    }

    @Test
    void whenThereIsNoRegistryThenNothingIsObserved() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(ObservationInstrumentation.class));
    }

    @Test
    void whenMicrometerIsNotThereThenNothingIsObserved() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean("bisocketObservationInstrumentation"));
    }

    @Test
    void whenObservationsAreOffThenNothingIsObserved() {
        observed.withPropertyValues("bisocket.observations.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(ObservationInstrumentation.class));
    }

    @Test
    void whenTheMdcIsOffThenNobodyFillsIt() {
        runner.withPropertyValues("bisocket.mdc.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(MdcInstrumentation.class));
    }

    @Test
    void whenTheApplicationHasAConventionThenItsNamesAreUsed() {
        Names names = new Names();
        observed.withUserConfiguration(OwnConvention.class)
                .run(
                        context -> {
                            context.getBean(ObservationRegistry.class)
                                    .observationConfig()
                                    .observationHandler(names);
                            int port = context.getBean(BiSocketServer.class).port();
                            try (BiSocketClient client =
                                    BiSocketClient.builder()
                                            .address("127.0.0.1", port)
                                            .key(CryptoKey.of(KEY))
                                            .connect()) {
                                client.request("echo", new byte[0]);
                            }
                            await().until(() -> !names.stopped.isEmpty());
                            assertThat(names.stopped).containsExactly("orders");
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConvention {

        @Bean
        HandledCallConvention convention() {
            return new DefaultHandledCallConvention() {
                @Override
                public String getName() {
                    return "orders";
                }
            };
        }
    }

    private static final class Names implements ObservationHandler<Observation.Context> {

        final List<String> stopped = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
