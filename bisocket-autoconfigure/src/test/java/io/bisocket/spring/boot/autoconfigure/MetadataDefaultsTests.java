package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Reconnect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.TypeDescriptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The defaults that editors show are those that count, and the values that they offer can be set.
 */
class MetadataDefaultsTests {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";

    /** Defaults that the code has, where the record that is bound says nothing. */
    private static final Map<String, Object> OF_CODE =
            Map.of(
                    "bisocket.client.reconnect.initial", Reconnect.defaults().initial(),
                    "bisocket.client.reconnect.maximum", Reconnect.defaults().maximum(),
                    "bisocket.require-key", "false");

    private static final Map<String, Bound> BOUND = bound();

    /** A property as nothing but its default makes it. */
    record Bound(TypeDescriptor type, Object value) {}

    @ParameterizedTest
    @MethodSource("names")
    void whenAPropertyHasADefaultThenEditorsShowIt(String name) throws IOException {
        JsonNode property = read("properties").get(name);
        assertThat(property).as("metadata of %s", name).isNotNull();
        JsonNode shown = property.get("defaultValue");
        Bound bound = BOUND.get(name);
        Object counts = OF_CODE.getOrDefault(name, bound.value());
        if (shown == null) {
            assertThat(counts).as("default that editors do not show").isIn(null, "", Map.of());
        } else {
            assertThat(converted(shown.asString(), bound.type())).isEqualTo(counts);
        }
    }

    @Test
    void whenAPropertyIsOnlyASwitchThenItIsOn() throws IOException {
        Map<String, JsonNode> properties = read("properties");
        for (String name : KnownProperties.SWITCHES) {
            if (name.endsWith(".enabled")) {
                assertThat(properties.get(name)).as(name).isNotNull();
                assertThat(properties.get(name).get("defaultValue").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void whenEditorsShowAPropertyThenItExists() throws IOException {
        KnownProperties known = new KnownProperties();
        assertThat(read("properties").keySet())
                .allSatisfy(
                        name ->
                                assertThat(known.names())
                                        .anyMatch(
                                                each ->
                                                        each.equals(name)
                                                                || each.startsWith(name + ".*")));
    }

    @Test
    void whenEditorsOfferValuesThenTheyCanBeSet() throws IOException {
        read("hints")
                .forEach(
                        (name, hint) -> {
                            for (JsonNode value : hint.get("values")) {
                                assertThat(value.path("description").asString(""))
                                        .as("%s: %s", name, value)
                                        .endsWith(".");
                                assertThat(
                                                converted(
                                                        value.get("value").asString(),
                                                        BOUND.get(name).type()))
                                        .isNotNull();
                            }
                        });
    }

    static Iterable<String> names() {
        return BOUND.keySet();
    }

    private static Object converted(String text, TypeDescriptor type) {
        return ApplicationConversionService.getSharedInstance()
                .convert(text, TypeDescriptor.valueOf(String.class), type);
    }

    private static Map<String, Bound> bound() {
        Map<String, Bound> found = new TreeMap<>();
        collect("bisocket", nothing("bisocket", BiSocketProperties.class), found);
        return found;
    }

    private static Object nothing(String name, Class<?> record) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(name, record);
    }

    private static void collect(String prefix, Object record, Map<String, Bound> to) {
        for (RecordComponent each : record.getClass().getRecordComponents()) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(each.getName());
            Object value = value(record, each);
            if (each.getType().isRecord()) {
                collect(name, value != null ? value : nothing(name, each.getType()), to);
            } else {
                to.put(name, new Bound(TypeDescriptor.valueOf(each.getType()), value));
            }
        }
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(component.getName(), e);
        }
    }

    private static Map<String, JsonNode> read(String list) throws IOException {
        Map<String, JsonNode> byName = new TreeMap<>();
        ClassLoader loader = MetadataDefaultsTests.class.getClassLoader();
        for (URL file : Collections.list(loader.getResources(FILE))) {
            try (InputStream in = file.openStream()) {
                for (JsonNode node : JsonMapper.shared().readTree(in).path(list)) {
                    String name = node.get("name").asString();
                    if (name.startsWith("bisocket.")) {
                        byName.put(name, node);
                    }
                }
            }
        }
        return byName;
    }
}
