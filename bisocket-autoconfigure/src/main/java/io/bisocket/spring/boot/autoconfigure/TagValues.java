package io.bisocket.spring.boot.autoconfigure;

import java.util.Locale;

/** Values of tags: lower case, with hyphens. */
final class TagValues {

    private TagValues() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
