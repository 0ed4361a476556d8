package io.bisocket.internal.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A marker that tells a body from ordinary data, followed by a JSON object. */
final class PrefixedJson {

    // ASCII alone, as Python writes it: half a surrogate pair has no UTF-8 form, but has this one.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final byte[] prefix;

    PrefixedJson(String prefix) {
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    }

    boolean prefixes(byte[] body) {
        return body.length >= prefix.length
                && Arrays.equals(body, 0, prefix.length, prefix, 0, prefix.length);
    }

    byte[] encode(Map<String, @Nullable String> object) {
        byte[] json = JSON.writeValueAsBytes(object);
        byte[] body = Arrays.copyOf(prefix, prefix.length + json.length);
        System.arraycopy(json, 0, body, prefix.length, json.length);
        return body;
    }

    /** The object after the prefix, or nothing if it cannot be read as one. */
    Optional<JsonNode> decode(byte[] body) {
        try {
            int length = body.length - prefix.length;
            return Optional.of(JSON.readTree(body, prefix.length, length))
                    .filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A member's text, or its JSON form where it is no text; null where it is missing or null. */
    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
