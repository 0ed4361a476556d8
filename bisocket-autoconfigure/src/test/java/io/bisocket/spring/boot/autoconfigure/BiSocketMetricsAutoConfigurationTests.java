package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class BiSocketMetricsAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class,
                                    BiSocketMetricsAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues(
                            "bisocket.crypto-key=of the metrics", "bisocket.server.enabled=true");

    private final ApplicationContextRunner measured =
            runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void whenThereIsARegistryThenServersAndClientsAreCounted() {
        measured.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(MeterInstrumentation.class)
                                .hasSingleBean(ServerGauges.class));
    }

    @Test
    void whenThereIsNoRegistryThenNothingIsCounted() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(MeterInstrumentation.class));
    }

    @Test
    void whenMicrometerIsNotThereThenNothingIsCounted() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean("bisocketMeterInstrumentation"));
    }

    @Test
    void whenMetricsAreOffThenNothingIsCounted() {
        measured.withPropertyValues("bisocket.metrics.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(MeterInstrumentation.class)
                                        .doesNotHaveBean(ServerGauges.class));
    }

    @Test
    void whenTheApplicationCountsItselfThenItsMetricsAreUsed() {
        measured.withUserConfiguration(OwnMetrics.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(MeterInstrumentation.class));
    }

    @Test
    void whenThereAreTooManyMethodsThenFurtherOnesAreOne() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerMetrics metrics = new MicrometerMetrics(registry, "client", "default");

        for (int i = 0; i < CallTimers.MAX_METHODS + 100; i++) {
            metrics.called("method" + i, CallKind.REQUEST, null, 1);
        }
        metrics.called("method1", CallKind.REQUEST, ErrorCode.OUTBOX_FULL, 1);

        assertThat(registry.find("bisocket.calls").timers())
                .hasSize(CallTimers.MAX_METHODS + 1 + 1);
        assertThat(registry.get("bisocket.calls").tag("method", "*").timer().count())
                .isEqualTo(100);
        assertThat(registry.get("bisocket.calls").tag("outcome", "outbox-full").timer().count())
                .isEqualTo(1);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMetrics {

        @Bean
        BiSocketMetrics ownMetrics() {
            return new BiSocketMetrics() {};
        }
    }
}
