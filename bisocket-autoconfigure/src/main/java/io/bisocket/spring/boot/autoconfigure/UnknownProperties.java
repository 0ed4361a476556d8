package io.bisocket.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Warns of properties under {@code bisocket} that nobody reads, such as misspelt ones. Environment
 * variables are left alone: their names do not tell a dot from a hyphen, and other programs have
 * some that begin in the same way.
 */
final class UnknownProperties implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(UnknownProperties.class);
    private static final ConfigurationPropertyName BISOCKET =
            ConfigurationPropertyName.of("bisocket");

    private final Environment environment;

    UnknownProperties(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        KnownProperties known = new KnownProperties();
        find(known).forEach((name, origin) -> warn(known, name, origin));
    }

    private static void warn(
            KnownProperties known, ConfigurationPropertyName name, @Nullable Origin origin) {
        log.warn(
                "There is no property {}, so it has no effect{}{}",
                name,
                known.nearest(name).map(near -> "; is " + near + " meant?").orElse(""),
                origin == null ? "" : " (" + origin + ")");
    }

    /** The unknown ones, with where they stand. */
    private Map<ConfigurationPropertyName, @Nullable Origin> find(KnownProperties known) {
        Map<ConfigurationPropertyName, @Nullable Origin> found = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                names.stream()
                        .filter(BISOCKET::isAncestorOf)
                        .filter(name -> !known.contains(name))
                        .forEach(name -> found.putIfAbsent(name, origin(source, name)));
            }
        }
        return found;
    }

    private static @Nullable Origin origin(
            ConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null ? null : property.getOrigin();
    }
}
