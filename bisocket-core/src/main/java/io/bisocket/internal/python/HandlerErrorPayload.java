package io.bisocket.internal.python;

import io.bisocket.HandlerFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The payload of a reply that reports that the handler failed. */
public final class HandlerErrorPayload {

    private static final PrefixedJson FORMAT = new PrefixedJson("|[bisocket-handler-error]|");
    private static final HandlerFailure UNREADABLE =
            new HandlerFailure(
                    "Error",
                    "the peer reported a failure in a form that cannot be read",
                    null,
                    null);

    private HandlerErrorPayload() {}

    /** The payload that reports a failure; its stack trace is left out where there is none. */
    public static byte[] encode(HandlerFailure failure) {
        Map<String, @Nullable String> object = new LinkedHashMap<>();
        object.put("error", "handler_error");
        object.put("type", failure.type());
        object.put("message", failure.message());
        object.put("method", failure.method());
        if (failure.stackTrace() != null) {
            object.put("traceback", failure.stackTrace());
        }
        return FORMAT.encode(object);
    }

    /**
     * Reads a reply's payload.
     *
     * @return the failure that it reports, in general words if its details cannot be read; empty if
     *     it is an ordinary payload
     */
    public static Optional<HandlerFailure> decode(byte[] payload) {
        if (!FORMAT.prefixes(payload)) {
            return Optional.empty();
        }
        return Optional.of(
                FORMAT.decode(payload).map(HandlerErrorPayload::failure).orElse(UNREADABLE));
    }

    private static HandlerFailure failure(JsonNode object) {
        String type = PrefixedJson.text(object, "type");
        return new HandlerFailure(
                type == null || type.isEmpty() ? UNREADABLE.type() : type,
                Objects.requireNonNullElse(PrefixedJson.text(object, "message"), ""),
                PrefixedJson.text(object, "method"),
                PrefixedJson.text(object, "traceback"));
    }
}
