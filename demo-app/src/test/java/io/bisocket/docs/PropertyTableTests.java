package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's tables name every property, no other, and the defaults that they really have. */
class PropertyTableTests {

    private static final Pattern BISOCKET =
            Pattern.compile("(bisocket|management\\.health\\.bisocket)[.-].*");
    private static final Pattern PROPERTY =
            Pattern.compile(
                    "^\\| `([a-z<>.-]+\\.[a-z.-]+)` \\| (?:`([^`]+)` \\|)?", Pattern.MULTILINE);
    private static final Pattern LIMIT =
            Pattern.compile(
                    "^\\| `([a-z-]+)` \\| ([^|]* )?\\| ([^|]* )?\\| [^|]*\\|$", Pattern.MULTILINE);
    private static final Pattern MAP_OF_RECORDS =
            Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.+)>");
    private static final String NO_DEFAULT = "";

    @Test
    void theTablesAreComplete() throws IOException {
        assertThat(documented()).isEqualTo(metadata());
    }

    private static Map<String, String> documented() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        Map<String, String> defaults = new TreeMap<>();
        PROPERTY.matcher(readme).results().forEach(row -> defaults.put(row.group(1), cell(row, 2)));
        LIMIT.matcher(readme).results().forEach(row -> addLimit(defaults, row));
        return defaults;
    }

    private static void addLimit(Map<String, String> defaults, MatchResult row) {
        if (row.group(2) != null) {
            defaults.put("bisocket.server.limits." + row.group(1), code(row.group(2)));
        }
        if (row.group(3) != null) {
            defaults.put("bisocket.client.limits." + row.group(1), code(row.group(3)));
        }
    }

    /** Without its quotes; a default in words is none that metadata can have. */
    private static String code(String cell) {
        String text = cell.strip();
        return text.startsWith("`") ? text.replace("`", "") : NO_DEFAULT;
    }

    private static String cell(MatchResult row, int group) {
        return row.group(group) == null ? NO_DEFAULT : row.group(group);
    }

    private static Map<String, String> metadata() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (URL url :
                Collections.list(
                        PropertyTableTests.class
                                .getClassLoader()
                                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(in).get("properties")) {
                    String name = property.get("name").asString();
                    if (BISOCKET.matcher(name).matches()) {
                        add(defaults, name, property);
                    }
                }
            }
        }
        return defaults;
    }

    /** A map of records is documented by what its records hold. */
    private static void add(Map<String, String> defaults, String name, JsonNode property) {
        Matcher records = MAP_OF_RECORDS.matcher(property.get("type").asString());
        if (!records.matches()) {
            defaults.put(name, property.path("defaultValue").asString(NO_DEFAULT));
            return;
        }
        for (RecordComponent each : type(records.group(1)).getRecordComponents()) {
            String dashed = each.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            defaults.put("%s.<name>.%s".formatted(name, dashed), NO_DEFAULT);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
