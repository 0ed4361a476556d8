package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Binds properties as an application does, and makes settings of them. */
abstract class BoundSettingsTest {

    final StandardEnvironment environment = new StandardEnvironment();

    BoundSettingsTest() {
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        ConfigurationPropertySources.attach(environment);
    }

    static void assertRefused(Runnable reading, String name, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(reading::run)
                .satisfies(
                        e -> {
                            assertThat(e.getName()).isEqualTo(name);
                            assertThat(e.getReason()).contains(reason);
                        });
    }

    ServerSettings server() {
        return ServerSettings.of(properties(), environment);
    }

    ClientSettings client() {
        set("bisocket.client.host", "example.test");
        return ClientSettings.of(properties(), environment);
    }

    BiSocketProperties properties() {
        return Binder.get(environment).bindOrCreate("bisocket", BiSocketProperties.class);
    }

    void set(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
    }
}
