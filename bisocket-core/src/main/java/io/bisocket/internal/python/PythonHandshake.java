package io.bisocket.internal.python;

import io.bisocket.SocketRole;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first body on a socket: which of a client's two it is, and whose.
 *
 * @param role which of the two sockets
 * @param clientId the client
 */
public record PythonHandshake(SocketRole role, UUID clientId) {

    private static final int LONGEST_QUOTE = 40;

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
        UUID id = canonical(clientId);
        if (id == null) {
            throw Fields.unexpected(notCanonical(clientId));
        }
        return new PythonHandshake(role, id);
    }

    /**
     * The UUID that a client id spells in canonical form: 36 characters, lower case, with hyphens.
     *
     * @throws IllegalArgumentException if it is anything else, another spelling of a UUID included
     */
    public static UUID parseClientId(String text) {
        UUID id = canonical(text);
        if (id == null) {
            throw new IllegalArgumentException(notCanonical(text));
        }
        return id;
    }

    private static @Nullable UUID canonical(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String notCanonical(String text) {
        return "expected a client id such as '123e4567-e89b-42d3-a456-426614174000' but there was "
                + abbreviated(text);
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

    /** Short, and safe to log: the peer chose the text. */
    private static String abbreviated(String text) {
        return text.length() <= LONGEST_QUOTE
                ? "'" + text.replaceAll("\\P{Print}", "?") + "'"
                : "a text of " + text.length() + " characters";
    }
}
