package io.bisocket.internal.v2;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandshakeException;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.transport.Endpoint;

/** From the code with which a server closes a socket to what its client is told. */
final class Refusals {

    private Refusals() {}

    static BiSocketException of(int code, ClientSetup setup) {
        Endpoint server = setup.connector().server();
        return CloseCode.of(code)
                .map(known -> of(known, server, setup))
                .orElseGet(() -> refused(server, "code " + code));
    }

    private static BiSocketException of(CloseCode code, Endpoint server, ClientSetup setup) {
        return switch (code) {
            case CLIENT_ID_IN_USE ->
                    new BiSocketException(
                            ErrorCode.CLIENT_ID_IN_USE,
                            "another client with the id %s is connected to %s, and answers"
                                    .formatted(setup.clientId(), server));
            case KEY_EXPIRED -> unauthentic(server, "the key has expired");
            case KEY_REVOKED -> unauthentic(server, "the key was revoked");
            case CLIENT_ID_REFUSED ->
                    unauthentic(
                            server, "the key may not speak for the client id " + setup.clientId());
            case CLIENT_REFUSED -> unauthentic(server, "it does not accept this client");
            case OWN_INSTANCE -> refused(server, "it is this client itself");
            case TOO_MANY -> refused(server, "it takes no more clients now (max-connections)");
            case SHUTDOWN -> refused(server, "it is about to stop");
            default -> refused(server, code.name());
        };
    }

    private static AuthenticationFailedException unauthentic(Endpoint server, String why) {
        return new AuthenticationFailedException("%s refused: %s".formatted(server, why));
    }

    private static HandshakeException refused(Endpoint server, String why) {
        return new HandshakeException("%s refused: %s".formatted(server, why));
    }
}
