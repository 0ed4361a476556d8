package io.bisocket.internal.server;

import io.bisocket.BiSocketServer;
import java.util.concurrent.CompletableFuture;

/** The server. */
final class DefaultServer {

    private DefaultServer() {}

    static BiSocketServer start(ServerSettings settings) {
        return startAsync(settings).join();
    }

    static CompletableFuture<BiSocketServer> startAsync(ServerSettings settings) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }
}
