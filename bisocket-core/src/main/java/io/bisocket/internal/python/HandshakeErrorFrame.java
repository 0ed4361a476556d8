package io.bisocket.internal.python;

import io.bisocket.Encryption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The frame by which a server says that it could not read a handshake. It goes as it is, since a
 * client that uses another mode could not decode it; so a client looks for it first.
 *
 * @param serverEncryption the server's mode, by its name on the wire, if the frame tells
 * @param message what the server says; may be empty
 */
public record HandshakeErrorFrame(@Nullable String serverEncryption, String message) {

    private static final PrefixedJson FORMAT = new PrefixedJson("|[bisocket-handshake-error]|");

    /**
     * What a server in a mode says.
     *
     * @param encryption the server's mode
     */
    public static HandshakeErrorFrame of(Encryption encryption) {
        String mode = encryption.wireName();
        return new HandshakeErrorFrame(
                mode,
                "this server reads frames in mode '%s' under its own key, and yours is not one: set the same encryption mode (BISOCKET_ENCRYPTION) and the same key (CRYPTO_KEY) on both ends"
                        .formatted(mode));
    }

    /**
     * The frame's body, to be sent as it is.
     *
     * @throws IllegalArgumentException if the message would break the framing
     */
    public byte[] encode() {
        Map<String, @Nullable String> object = new LinkedHashMap<>();
        object.put("error", "handshake_failed");
        object.put("server_encryption", serverEncryption);
        object.put("message", message);
        byte[] body = FORMAT.encode(object);
        if (!Token.TERMINATOR.canFollow(body)) {
            throw new IllegalArgumentException("the message must not hold a frame's end");
        }
        return body;
    }

    /**
     * Reads a frame's body.
     *
     * @return what the server says, without details that cannot be read; empty if the body is no
     *     such frame
     */
    public static Optional<HandshakeErrorFrame> decode(byte[] body) {
        if (!FORMAT.prefixes(body)) {
            return Optional.empty();
        }
        return Optional.of(
                FORMAT.decode(body)
                        .map(HandshakeErrorFrame::fromJson)
                        .orElse(new HandshakeErrorFrame(null, "")));
    }

    private static HandshakeErrorFrame fromJson(JsonNode object) {
        return new HandshakeErrorFrame(
                PrefixedJson.text(object, "server_encryption"),
                Objects.requireNonNullElse(PrefixedJson.text(object, "message"), ""));
    }
}
