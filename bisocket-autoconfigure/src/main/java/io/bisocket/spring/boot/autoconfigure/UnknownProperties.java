package io.bisocket.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * Warns of properties under {@code bisocket} that nobody reads, such as misspelt ones; but not of
 * those that a placeholder names. Of environment variables only if they look misspelt, since other
 * programs have some that begin in the same way.
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
        List<String> placeholders = new SetProperties(environment).placeholders();
        find(known)
                .forEach(
                        (name, origin) -> {
                            if (!isNamed(name.toString(), placeholders)) {
                                warn(known, name, origin);
                            }
                        });
        Set<String> variables = variables();
        if (!variables.isEmpty()) {
            findVariables(new KnownVariables(known), variables, placeholders);
        }
    }

    private static void findVariables(
            KnownVariables known, Set<String> variables, List<String> placeholders) {
        variables.stream()
                .filter(name -> !known.contains(name) && !isNamed(name, placeholders))
                .forEach(name -> warn(known, name));
    }

    private static void warn(
            KnownProperties known, ConfigurationPropertyName name, @Nullable Origin origin) {
        List<String> meant = known.meant(name);
        log.warn(
                "There is no property {}, so it has no effect{}{}",
                name,
                meant.isEmpty() ? "" : "; is " + String.join(" or ", meant) + " meant?",
                SetProperties.place(origin));
    }

    private static void warn(KnownVariables known, String name) {
        known.meant(name)
                .ifPresent(
                        meant ->
                                log.warn(
                                        "The environment variable {} sets no property; is {}"
                                                + " meant?",
                                        name,
                                        meant));
    }

    private static boolean isNamed(String name, List<String> placeholders) {
        String start = "${" + name.toLowerCase(Locale.ROOT);
        return placeholders.stream()
                .anyMatch(text -> text.contains(start + "}") || text.contains(start + ":"));
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

    private Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource names) {
                for (String name : names.getPropertyNames()) {
                    if (name.toUpperCase(Locale.ROOT).startsWith(KnownVariables.PREFIX)) {
                        variables.add(name);
                    }
                }
            }
        }
        return variables;
    }

    private static @Nullable Origin origin(
            ConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null ? null : property.getOrigin();
    }
}
