package io.bisocket.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the entries of a map of records hold. Metadata does not go into maps, so the descriptions
 * are those of the records' Javadoc.
 */
record RecordProperties(String prefix, Class<?> type) {

    private static final Pattern MAP =
            Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(io\\.bisocket\\..+)>");
    private static final Path SOURCES = Path.of("../bisocket-autoconfigure/src/main/java");

    /** One thing that an entry holds. */
    record Property(String name, String description) {}

    /** Whether this type is a map of records. */
    static boolean isMapOfRecords(String type) {
        return MAP.matcher(type).matches();
    }

    static RecordProperties of(String property, String type) {
        Matcher map = MAP.matcher(type);
        if (!map.matches()) {
            throw new IllegalArgumentException(type);
        }
        try {
            return new RecordProperties(property + ".<name>", Class.forName(map.group(1)));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Stream<Property> properties() {
        return Arrays.stream(type.getRecordComponents())
                .map(each -> new Property(prefix + "." + dashed(each), description(each)));
    }

    private String description(RecordComponent component) {
        String source = source();
        int end = source.indexOf("record " + type.getSimpleName() + "(");
        String javadoc = source.substring(source.lastIndexOf("/**", end), end);
        Matcher param =
                Pattern.compile(
                                "@param %s (.*?)(?=@param|\\*/)".formatted(component.getName()),
                                Pattern.DOTALL)
                        .matcher(javadoc);
        if (!param.find()) {
            throw new AssertionError("%s has no description".formatted(component));
        }
        return param.group(1).replaceAll("\\s*\\R\\s*\\*\\s*", " ").strip();
    }

    private String source() {
        try {
            return Files.readString(SOURCES.resolve(topLevel().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String topLevel() {
        return type.getName().replaceAll("\\$.*", "");
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
