package io.bisocket.internal.server;

import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.SocketRole;
import io.bisocket.internal.python.PythonCodec;
import io.bisocket.internal.python.RawPythonPeer;
import io.bisocket.internal.python.RawPythonSocket;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A server on a free port of loopback, and clients of it; all of them are closed with it. */
final class RunningServer implements Closeable {

    static final CryptoKey KEY = CryptoKey.of("a key for tests");

    private final BiSocketServer server;
    private final PythonCodec codec;
    private final List<Closeable> clients = new ArrayList<>();

    private RunningServer(BiSocketServer server, Encryption encryption) {
        this.server = server;
        this.codec = RawPythonPeer.codec(encryption, KEY);
    }

    /** A builder for a server in mode {@code faster} that echoes. */
    static BiSocketServer.Builder builder() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .python(Encryption.FASTER)
                .handler("echo", request -> request.reply(request.bytes()));
    }

    static RunningServer start(BiSocketServer.Builder builder) {
        return new RunningServer(builder.start(), Encryption.FASTER);
    }

    static RunningServer start(BiSocketServer.Builder builder, Encryption encryption) {
        return new RunningServer(builder.python(encryption).start(), encryption);
    }

    BiSocketServer server() {
        return server;
    }

    PythonCodec codec() {
        return codec;
    }

    RawPythonPeer connect() throws IOException {
        return connect(UUID.randomUUID());
    }

    RawPythonPeer connect(UUID id) throws IOException {
        return keep(RawPythonPeer.connect(server.port(), codec, id, 0));
    }

    /** A client that asked its kernel to take little that it has not read. */
    RawPythonPeer connectSlowReader() throws IOException {
        return keep(RawPythonPeer.connect(server.port(), codec, UUID.randomUUID(), 4096));
    }

    /** A socket that has said nothing yet. */
    RawPythonSocket socket() throws IOException {
        return keep(RawPythonSocket.connect(server.port(), codec));
    }

    /** A socket that has said whose it is, but read no answer. */
    RawPythonSocket socket(SocketRole role, UUID id) throws IOException {
        return socket().introduce(role, id);
    }

    <T extends Closeable> T keep(T client) {
        clients.add(client);
        return client;
    }

    @Override
    public void close() throws IOException {
        for (Closeable client : clients) {
            client.close();
        }
        server.close();
    }
}
