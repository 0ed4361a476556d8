package io.bisocket.spring.boot.test.autoconfigure;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Sets the properties of a tested application's servers and clients: above its own, and below those
 * that the test sets.
 *
 * @param connection how they are connected
 * @param slice whether the test is a {@link BiSocketTest}, which always has a server
 */
record ConnectionContextCustomizer(Connection connection, boolean slice)
        implements ContextCustomizer {

    static final String CONNECTION = "bisocket.test.connection";

    private static final String SOURCE = "bisocketTest";
    private static final int KEY_BYTES = 32;

    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        PropertySource<?> own = new MapPropertySource(SOURCE, properties());
        if (sources.contains(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, own);
        } else {
            sources.addFirst(own);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CONNECTION, connection.name());
        properties.put("bisocket.crypto-key", randomKey());
        if (connection == Connection.RANDOM_PORT) {
            properties.put("bisocket.server.port", 0);
        }
        if (slice) {
            properties.put("bisocket.enabled", true);
            properties.put("bisocket.server.enabled", true);
            properties.put("bisocket.server.ssl.bundle", "");
            properties.put("bisocket.server.ssl.client-auth", "none");
        }
        return properties;
    }

    private static String randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
