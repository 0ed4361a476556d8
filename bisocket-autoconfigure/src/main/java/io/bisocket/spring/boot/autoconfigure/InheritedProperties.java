package io.bisocket.spring.boot.autoconfigure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * What a named client has from {@code bisocket.client}: shows the properties there as its own, all
 * but those that only one client can have.
 *
 * @param source where the properties are
 * @param heir the prefix of the named client
 * @param used collects the names of properties that were found
 */
record InheritedProperties(
        ConfigurationPropertySource source, ConfigurationPropertyName heir, Set<String> used)
        implements ConfigurationPropertySource {

    private static final ConfigurationPropertyName FROM =
            ConfigurationPropertyName.of(ClientNames.UNNAMED);
    private static final Set<String> OWN = Set.of("enabled", "host", "port", "addresses", "id");

    @Override
    public @Nullable ConfigurationProperty getConfigurationProperty(
            ConfigurationPropertyName name) {
        if (!isInherited(name)) {
            return null;
        }
        ConfigurationPropertyName suffix = name.subName(heir.getNumberOfElements());
        @Nullable ConfigurationProperty found =
                source.getConfigurationProperty(FROM.append(suffix));
        if (found != null) {
            used.add(suffix.toString());
        }
        return found;
    }

    @Override
    public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
        return isInherited(name)
                ? source.containsDescendantOf(FROM.append(name.subName(heir.getNumberOfElements())))
                : ConfigurationPropertyState.ABSENT;
    }

    private boolean isInherited(ConfigurationPropertyName name) {
        return heir.isAncestorOf(name)
                && !OWN.contains(
                        name.getElement(
                                heir.getNumberOfElements(), ConfigurationPropertyName.Form.DASHED));
    }
}
