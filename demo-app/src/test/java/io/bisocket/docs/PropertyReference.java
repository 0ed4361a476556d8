package io.bisocket.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** The page of all properties, made from their metadata. */
final class PropertyReference {

    private static final String INTRODUCTION =
            """
            # Properties

            All of them, made from the metadata that editors read. What happens at each limit stands with the
            [limits](limits.md). Durations are written like `30s`, sizes like `16MB`. The environment variables of the Python
            package work too: `CRYPTO_KEY`, `BISOCKET_ENCRYPTION` and `BISOCKET_REQUIRE_KEY`.
            """;

    private final PropertyMetadata metadata;
    private final Map<String, List<String>> rowsByPrefix = new TreeMap<>();

    PropertyReference(PropertyMetadata metadata) {
        this.metadata = metadata;
        metadata.properties().forEach(this::add);
    }

    String page() {
        return INTRODUCTION
                + rowsByPrefix.entrySet().stream()
                        .map(each -> section(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
    }

    private void add(String name, JsonNode property) {
        String type = property.path("type").asString("");
        row(name, defaultValue(property), description(name, property));
        if (RecordProperties.isMapOfRecords(type)) {
            RecordProperties.of(name, type)
                    .properties()
                    .forEach(each -> row(each.name(), "", each.description()));
        }
    }

    private void row(String name, String defaultValue, String description) {
        String prefix = name.substring(0, name.lastIndexOf('.'));
        String code = defaultValue.isEmpty() ? "" : "`%s`".formatted(defaultValue);
        rowsByPrefix
                .computeIfAbsent(prefix, key -> new ArrayList<>())
                .add("| `%s` | %s | %s |".formatted(name, code, description));
    }

    private String description(String name, JsonNode property) {
        String values =
                StreamSupport.stream(metadata.hints(name).path("values").spliterator(), false)
                        .map(
                                value ->
                                        "`%s`: %s"
                                                .formatted(
                                                        value.get("value").asString(),
                                                        value.path("description").asString("")))
                        .collect(Collectors.joining("<br>"));
        String text = property.path("description").asString("").replace("|", "\\|");
        return values.isEmpty() ? text + constants(property) : text + "<br>" + values;
    }

    /** What an enum allows, in the form in which properties have it. */
    private static String constants(JsonNode property) {
        String name = property.path("type").asString("");
        Class<?> type =
                ClassUtils.resolveClassName(
                        name.startsWith("io.bisocket.") && name.indexOf('<') < 0 ? name : "void",
                        null);
        return !type.isEnum()
                ? ""
                : Arrays.stream(type.getEnumConstants())
                        .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                        .map(each -> "`%s`".formatted(each.replace('_', '-')))
                        .collect(Collectors.joining(", ", "<br>One of ", "."));
    }

    private static String defaultValue(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","))
                : value.asString("");
    }

    private static String section(String prefix, List<String> rows) {
        return """

                ## %s

                | Property | Default | |
                | --- | --- | --- |
                %s
                """
                .formatted(prefix, String.join("\n", rows));
    }
}
