package io.bisocket.internal.python;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The payload of a reply that reports that the handler failed.
 *
 * @param type what failed, by convention the simple name of an exception's class
 * @param message what it says; may be empty
 * @param method the method that was called, where that is known
 * @param traceback where it failed, if the server tells
 */
public record HandlerErrorPayload(
        String type, String message, @Nullable String method, @Nullable String traceback) {

    private static final PrefixedJson FORMAT = new PrefixedJson("|[bisocket-handler-error]|");
    private static final HandlerErrorPayload UNREADABLE =
            new HandlerErrorPayload(
                    "Error",
                    "the server reported a failure in a form that cannot be read",
                    null,
                    null);

    /** The payload. */
    public byte[] encode() {
        Map<String, @Nullable String> object = new LinkedHashMap<>();
        object.put("error", "handler_error");
        object.put("type", type);
        object.put("message", message);
        object.put("method", method);
        if (traceback != null) {
            object.put("traceback", traceback);
        }
        return FORMAT.encode(object);
    }

    /**
     * Reads a reply's payload.
     *
     * @return the failure that it reports, in general words if its details cannot be read; empty if
     *     it is an ordinary payload
     */
    public static Optional<HandlerErrorPayload> decode(byte[] payload) {
        if (!FORMAT.prefixes(payload)) {
            return Optional.empty();
        }
        return Optional.of(
                FORMAT.decode(payload).map(HandlerErrorPayload::fromJson).orElse(UNREADABLE));
    }

    private static HandlerErrorPayload fromJson(JsonNode object) {
        String type = PrefixedJson.text(object, "type");
        return new HandlerErrorPayload(
                type == null || type.isEmpty() ? UNREADABLE.type : type,
                Objects.requireNonNullElse(PrefixedJson.text(object, "message"), ""),
                PrefixedJson.text(object, "method"),
                PrefixedJson.text(object, "traceback"));
    }
}
