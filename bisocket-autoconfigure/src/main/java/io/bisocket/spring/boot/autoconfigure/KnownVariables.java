package io.bisocket.spring.boot.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variables that stand for properties under {@code bisocket}. A hyphen may be
 * written as an underscore or left out; an underscore and a number after it are an element of a
 * list.
 */
final class KnownVariables {

    static final String PREFIX = "BISOCKET_";

    private static final String ANY = "*";
    private static final int MOST_EDITS = 2;

    private final List<String> forms;
    private final List<Pattern> patterns;

    KnownVariables(KnownProperties properties) {
        this.forms =
                Stream.concat(
                                properties.names().stream().flatMap(KnownVariables::forms),
                                Stream.of("BISOCKET_ENCRYPTION"))
                        .distinct()
                        .toList();
        this.patterns =
                forms.stream()
                        .map(form -> Pattern.compile(form.replace(ANY, ".+") + "(_\\d+_?)?"))
                        .toList();
    }

    private static Stream<String> forms(String property) {
        String upper = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return Stream.of(upper.replace('-', '_'), upper.replace("-", ""));
    }

    boolean contains(String variable) {
        String upper = variable.toUpperCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(upper).matches());
    }

    /** The one that was probably meant. Others have variables that begin in the same way. */
    Optional<String> meant(String variable) {
        String written = variable.toUpperCase(Locale.ROOT);
        String[] parts = written.split("_", -1);
        String key = parts.length > 3 ? parts[2] : ANY;
        return forms.stream()
                .map(form -> form.replace(ANY, key))
                .filter(form -> Edits.areAlike(form, written, '_', MOST_EDITS))
                .min(Comparator.comparingInt(form -> Edits.between(form, written)));
    }
}
