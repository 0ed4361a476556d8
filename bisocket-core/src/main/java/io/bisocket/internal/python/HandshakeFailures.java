package io.bisocket.internal.python;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Encryption;
import io.bisocket.HandshakeException;
import io.bisocket.ProtocolException;
import io.bisocket.SocketRole;
import io.bisocket.internal.transport.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a client could not connect, in words that say what to do about it. */
record HandshakeFailures(Endpoint server, Encryption encryption) {

    private static final int SHOWN = 40;

    /** The server says that it could not read what this client sent. */
    HandshakeException rejected(HandshakeErrorFrame report) {
        String mode = encryption.wireName();
        String theirs = report.serverEncryption();
        if (theirs == null) {
            return new HandshakeException(
                    "%s could not read the handshake of this client, which uses encryption '%s', and does not say what it uses itself"
                            .formatted(server, mode));
        }
        if (theirs.equals(mode)) {
            return new AuthenticationFailedException(
                    "the server %s could not read this client's handshake although both use encryption '%s': probably it has another key (CRYPTO_KEY)"
                            .formatted(server, mode));
        }
        return new HandshakeException(
                "%s uses encryption %s but this client uses '%s': set the same on both ends (BISOCKET_ENCRYPTION, or python(...) of the builder, or bisocket.client.python.encryption)"
                        .formatted(server, shown(theirs), mode));
    }

    /** The server's answer can be read but is not the one that was expected. */
    HandshakeException unexpected(SocketRole role, byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return new HandshakeException(
                "expected %s to answer the handshake of the %s socket with 'ok' but there was %s"
                        .formatted(server, name(role), shown(text)));
    }

    /** The server's answer cannot be read. */
    HandshakeException unreadable(SocketRole role, ProtocolException cause) {
        return new HandshakeException(
                "the answer of %s to the handshake of the %s socket cannot be read as encryption '%s': %s"
                        .formatted(server, name(role), encryption.wireName(), cause.getMessage()),
                cause);
    }

    /** A socket was closed. */
    BiSocketException closed(SocketRole role, @Nullable BiSocketException cause) {
        if (cause instanceof HandshakeException e) {
            return e;
        }
        if (cause instanceof ProtocolException e) {
            return unreadable(role, e);
        }
        return new ConnectionLostException(
                "%s hung up during the handshake of the %s socket: %s"
                        .formatted(
                                server,
                                name(role),
                                cause == null ? "closed in good order" : cause.getMessage()),
                cause);
    }

    /** The server accepted a socket but did not answer in time, or not even that. */
    ConnectionLostException timedOut(@Nullable SocketRole greeting, Duration timeout) {
        return new ConnectionLostException(
                (greeting == null
                                ? "cannot connect to %s: no answer"
                                : "%s did not answer the handshake of the "
                                        + name(greeting)
                                        + " socket")
                        .formatted(server)
                        .concat(" within %s (connect-timeout)".formatted(timeout)));
    }

    private static String name(SocketRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.length() > SHOWN || !text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? "something of %d characters".formatted(text.length())
                : "'" + text + "'";
    }
}
