package io.bisocket.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports for programs that cannot choose their own and tell. */
final class FreePort {

    private FreePort() {}

    /** A port that nobody listens on right now. */
    static int next() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
