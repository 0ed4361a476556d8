package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told of the properties. */
class ConfigurationMetadataTests {

    private static final Map<String, JsonNode> PROPERTIES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        List<URL> files =
                Collections.list(
                        ConfigurationMetadataTests.class
                                .getClassLoader()
                                .getResources("META-INF/spring-configuration-metadata.json"));
        for (URL file : files) {
            try (InputStream in = file.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(in).get("properties")) {
                    PROPERTIES.put(property.get("name").asString(), property);
                }
            }
        }
        PROPERTIES
                .keySet()
                .removeIf(name -> !name.startsWith("bisocket.") && !name.contains(".bisocket-"));
    }

    @Test
    void whenAPropertyExistsThenItIsDescribed() {
        assertThat(PROPERTIES)
                .containsKeys(
                        "bisocket.crypto-key",
                        "bisocket.require-key",
                        "bisocket.keys",
                        "bisocket.service-name",
                        "bisocket.client.key-name",
                        "bisocket.server.enabled",
                        "bisocket.server.limits.max-message-size",
                        "bisocket.server.python.encryption",
                        "bisocket.client.host",
                        "bisocket.client.reconnect.initial",
                        "management.health.bisocket-server.enabled")
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        (name, property) -> {
                            assertThat(property.path("type").asString("")).isNotEmpty();
                            assertThat(property.path("description").asString(""))
                                    .matches("[A-Z0-9].*\\.");
                        });
    }

    @Test
    void whenAPropertyHasADefaultThenItIsNamed() {
        assertThat(PROPERTIES.get("bisocket.server.port").get("defaultValue").asInt())
                .isEqualTo(65432);
        assertThat(PROPERTIES.get("bisocket.client.reconnect.maximum").get("defaultValue"))
                .hasToString("\"10s\"");
    }
}
