package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class BiSocketEndpointAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class,
                                    BiSocketEndpointAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues(
                            "bisocket.crypto-key=secret of the endpoint",
                            "bisocket.server.enabled=true",
                            "management.endpoints.web.exposure.include=bisocket");

    @Test
    void whenTheEndpointIsExposedThenItShowsTheServerAndNoKey() {
        runner.run(
                context -> {
                    BiSocketEndpoint endpoint = context.getBean(BiSocketEndpoint.class);
                    assertThat(JsonMapper.shared().writeValueAsString(endpoint.overview()))
                            .contains("\"running\":true")
                            .contains("\"dialects\":[\"native\"]")
                            .contains("\"sessions\":[]")
                            .doesNotContain("secret");
                });
    }

    @Test
    void whenTheEndpointIsNotExposedThenThereIsNone() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketEndpoint.class));
    }

    @Test
    void whenAccessIsForbiddenThenThereIsNone() {
        runner.withPropertyValues("management.endpoint.bisocket.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(BiSocketEndpoint.class));
    }

    @Test
    void whenTheActuatorIsNotThereThenThereIsNone() {
        runner.withClassLoader(new FilteredClassLoader(Endpoint.class))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean("bisocketEndpoint"));
    }

    @Test
    void whenMicrometerIsNotThereThenTheEndpointDoesWithout() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BiSocketEndpoint.class));
    }
}
