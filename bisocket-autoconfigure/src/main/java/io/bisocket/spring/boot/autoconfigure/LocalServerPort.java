package io.bisocket.spring.boot.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/** The property that holds the port that a server really got, beside those of web servers. */
final class LocalServerPort {

    static final String PROPERTY = "local.bisocket.server.port";
    private static final String SOURCE = "server.ports";

    private LocalServerPort() {}

    /** Sets the property in the environments of a context and of those above it. */
    static void set(ApplicationContext context, int port) {
        @Nullable ApplicationContext each = context;
        while (each != null) {
            if (each instanceof ConfigurableApplicationContext configurable) {
                ports(configurable.getEnvironment()).put(PROPERTY, port);
            }
            each = each.getParent();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> ports(ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        PropertySource<?> source = sources.get(SOURCE);
        if (source == null) {
            source = new MapPropertySource(SOURCE, new HashMap<>());
            sources.addFirst(source);
        }
        return (Map<String, Object>) source.getSource();
    }
}
