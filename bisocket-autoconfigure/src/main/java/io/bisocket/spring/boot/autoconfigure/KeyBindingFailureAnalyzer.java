package io.bisocket.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says where a key with a name belongs. Comes before Boot's own analysis, which shows the value:
 * that is the key.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KeyBindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName KEYS =
            ConfigurationPropertyName.of("bisocket.keys");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationPropertyName name = cause.getName();
        boolean ofKey = KEYS.equals(name) || KEYS.isParentOf(name);
        return ofKey ? new FailureAnalysis(description(name), action(name), cause) : null;
    }

    private static String description(ConfigurationPropertyName name) {
        return "Property %s has a value, but it is only the beginning of other names."
                .formatted(name);
    }

    private static String action(ConfigurationPropertyName name) {
        return "Set %s.crypto-key to the key."
                .formatted(KEYS.equals(name) ? name + ".<name>" : name.toString());
    }
}
