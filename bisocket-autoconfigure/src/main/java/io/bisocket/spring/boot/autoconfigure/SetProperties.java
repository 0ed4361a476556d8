package io.bisocket.spring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Which properties are set, whatever their value, and where. */
final class SetProperties {

    private final Environment environment;

    SetProperties(Environment environment) {
        this.environment = environment;
    }

    /** Whether the property, or its first element, has a value that is not blank. */
    boolean contains(String name) {
        ConfigurationProperty whole = find(name);
        ConfigurationProperty found = whole == null ? find(name + "[0]") : whole;
        return found != null && !String.valueOf(found.getValue()).isBlank();
    }

    /** Where a property stands, in brackets after a space; nothing if that is not known. */
    String place(String name) {
        ConfigurationProperty found = find(name);
        return found == null ? "" : place(found.getOrigin());
    }

    static String place(@Nullable Origin origin) {
        return origin == null ? "" : " (" + origin + ")";
    }

    /** All values that hold placeholders, in lower case. */
    List<String> placeholders() {
        List<String> found = new ArrayList<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> names) {
                    addPlaceholders(names, found);
                }
            }
        }
        return found;
    }

    private static void addPlaceholders(EnumerablePropertySource<?> source, List<String> found) {
        for (String name : source.getPropertyNames()) {
            Object value = source.getProperty(name);
            if (value instanceof CharSequence text && text.toString().contains("${")) {
                found.add(text.toString().toLowerCase(Locale.ROOT));
            }
        }
    }

    private @Nullable ConfigurationProperty find(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(property);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
