package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of properties is what the metadata makes of it, and the limits have their defaults. */
class PropertyReferenceTests {

    private static final Path REFERENCE = Path.of("../docs/properties.md");
    private static final Path LIMITS = Path.of("../docs/limits.md");
    private static final Pattern LIMIT =
            Pattern.compile(
                    "^\\| `([a-z-]+)` \\| ([^|]* )?\\| ([^|]* )?\\| [^|]*\\|$", Pattern.MULTILINE);
    private static final Pattern LIMITS_PREFIX =
            Pattern.compile("bisocket\\.(server|client)\\.limits\\..*");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String page = new PropertyReference(new PropertyMetadata()).page();
        if (Boolean.getBoolean("bisocket.docs.write")) {
            Files.writeString(REFERENCE, page);
        }
        assertThat(Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "")
                .as(
                        "docs/properties.md, which this writes anew: mvn -pl demo-app -am test"
                                + " -Dtest=PropertyReferenceTests"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dbisocket.docs.write=true")
                .isEqualTo(page);
    }

    @Test
    void theTableOfLimitsIsComplete() throws IOException {
        Map<String, String> limits = new TreeMap<>();
        new PropertyMetadata()
                .properties()
                .forEach(
                        (name, property) -> {
                            if (LIMITS_PREFIX.matcher(name).matches()) {
                                limits.put(name, property.path("defaultValue").asString(""));
                            }
                        });
        assertThat(documentedLimits()).isEqualTo(limits);
    }

    private static Map<String, String> documentedLimits() throws IOException {
        Map<String, String> limits = new TreeMap<>();
        LIMIT.matcher(Files.readString(LIMITS)).results().forEach(row -> add(limits, row));
        return limits;
    }

    private static void add(Map<String, String> limits, MatchResult row) {
        if (row.group(2) != null) {
            limits.put("bisocket.server.limits." + row.group(1), code(row.group(2)));
        }
        if (row.group(3) != null) {
            limits.put("bisocket.client.limits." + row.group(1), code(row.group(3)));
        }
    }

    /** Without its quotes; a default in words is none that metadata can have. */
    private static String code(String cell) {
        String text = cell.strip();
        return text.startsWith("`") ? text.replace("`", "") : "";
    }
}
