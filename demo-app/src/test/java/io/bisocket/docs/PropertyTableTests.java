package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
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
                    "^\\| `([a-z.-]+\\.[a-z.-]+)` \\| (?:`([^`]+)` \\|)?", Pattern.MULTILINE);
    private static final Pattern LIMIT =
            Pattern.compile(
                    "^\\| `([a-z-]+)` \\| (?:`(\\w+)` )?\\| (?:`(\\w+)` )?\\|", Pattern.MULTILINE);
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
            defaults.put("bisocket.server.limits." + row.group(1), row.group(2));
        }
        if (row.group(3) != null) {
            defaults.put("bisocket.client.limits." + row.group(1), row.group(3));
        }
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
                        defaults.put(name, property.path("defaultValue").asString(NO_DEFAULT));
                    }
                }
            }
        }
        return defaults;
    }
}
