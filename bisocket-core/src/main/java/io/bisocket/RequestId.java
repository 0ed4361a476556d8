package io.bisocket;

import java.util.Objects;

/**
 * Names one request on its connection, so that replies can be told apart. Opaque: compare it, print
 * it, but do not take it to pieces.
 *
 * @param value the text that stands for the request
 */
public record RequestId(String value) {

    public RequestId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
