package io.bisocket.internal.python;

import io.bisocket.SocketRole;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * The first body on a socket: which of a client's two it is, and whose.
 *
 * @param role which of the two sockets
 * @param clientId the client
 */
public record PythonHandshake(SocketRole role, UUID clientId) {

    /** The plain body. */
    public byte[] encode() {
        return Fields.join(
                new Fields.Field[] {new Fields.Field("role", wireName(role))},
                clientId.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a plain body.
     *
     * @throws PythonDecodeException if it is no handshake, the role is unknown, or the client id is
     *     not a UUID in its canonical form
     */
    public static PythonHandshake decode(byte[] body) {
        byte[][] fields = Fields.split(body, 2, "handshake");
        SocketRole role = role(Fields.text(fields[0], "role"));
        String clientId = Fields.text(fields[1], "client id");
        try {
            return new PythonHandshake(role, parseClientId(clientId));
        } catch (IllegalArgumentException e) {
            throw Fields.unexpected(e.getMessage());
        }
    }

    /**
     * The UUID that a client id spells in canonical form: 36 characters, lower case, with hyphens.
     *
     * @throws IllegalArgumentException if it is anything else, another spelling of a UUID included
     */
    public static UUID parseClientId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, in words that do not depend on the way in which it is wrong.
        }
        throw new IllegalArgumentException(
                "expected a client id such as '123e4567-e89b-42d3-a456-426614174000' but there was "
                        + abbreviated(text));
    }

    private static SocketRole role(String text) {
        for (SocketRole role : SocketRole.values()) {
            if (wireName(role).equals(text)) {
                return role;
            }
        }
        throw Fields.unexpected(
                "expected the role 'send' or 'receive' but there was " + abbreviated(text));
    }

    private static String wireName(SocketRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String abbreviated(String text) {
        return text.length() <= 40
                ? "'" + text + "'"
                : "a text of " + text.length() + " characters";
    }
}
