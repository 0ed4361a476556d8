package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What is said at a start that fails for an interface whose methods are calls. */
class ExchangeFailureAnalysisTests {

    record NeedsShop(ExchangeTests.OfStock shop) {}

    record NeedsMisshapen(ExchangeTests.Misshapen shop) {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class,
                                    BiSocketExchangeAutoConfiguration.class))
                    .withUserConfiguration(ExchangeTests.ScanningOthers.class)
                    .withPropertyValues(TestProperties.NEUTRAL);

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, unmade) -> {})
                .stream()
                .filter(each -> each.getClass().getName().startsWith("io.bisocket."))
                .map(each -> each.analyze(Objects.requireNonNull(failure)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whenThereIsNoClientAtAllThenItsPropertyIsNamed() {
        runner.withBean(NeedsShop.class)
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context.getStartupFailure());
                            assertThat(analysis.getDescription())
                                    .contains("OfStock needs the client 'stock', and there is none")
                                    .endsWith(".");
                            assertThat(analysis.getAction())
                                    .isEqualTo(
                                            "Set bisocket.clients.stock.host to the host of the"
                                                    + " server.");
                        });
    }

    @Test
    void whenThereAreOtherClientsThenTheyAreNamed() {
        runner.withBean(NeedsShop.class)
                .withPropertyValues(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + TestProperties.closedPort())
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context.getStartupFailure());
                            assertThat(analysis.getDescription()).contains("there are default");
                            assertThat(analysis.getAction())
                                    .isEqualTo(
                                            "Name one of those in the annotation; or set"
                                                    + " bisocket.clients.stock.host.");
                        });
    }

    @Test
    void whenAMethodCannotBeACallThenItIsNamedAndWhatItMayBe() {
        runner.withBean(NeedsMisshapen.class)
                .withPropertyValues(
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + TestProperties.closedPort())
                .run(
                        context -> {
                            FailureAnalysis analysis = analysis(context.getStartupFailure());
                            assertThat(analysis.getDescription())
                                    .contains(
                                            "Misshapen.pair(java.lang.String, java.lang.String)",
                                            "because 2 of its parameters are payloads");
                            assertThat(analysis.getAction())
                                    .startsWith("Change the method. It may have one payload");
                        });
    }
}
