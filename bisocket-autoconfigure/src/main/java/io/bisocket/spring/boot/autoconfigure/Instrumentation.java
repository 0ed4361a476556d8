package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;

/** What looks on, at the server and at every client. */
interface Instrumentation {

    /** Looks on at the server that is being built. */
    void server(BiSocketServer.Builder builder);

    /** Looks on at the client of this name that is being built. */
    void client(String name, BiSocketClient.Builder builder);
}
