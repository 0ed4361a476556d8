package io.bisocket.spring.boot.autoconfigure;

import java.util.List;

/** A property names an SSL bundle that does not exist. */
final class NoSuchBundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String bundle;
    private final List<String> known;

    NoSuchBundleException(String property, String bundle, List<String> known) {
        super("property %s is '%s', and there is no such SSL bundle".formatted(property, bundle));
        this.bundle = bundle;
        this.known = List.copyOf(known);
    }

    String bundle() {
        return bundle;
    }

    List<String> known() {
        return known;
    }
}
