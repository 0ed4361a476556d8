package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.internal.python.PythonReply;
import io.bisocket.internal.python.RawPythonPeer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerRequestTests {

    private static final CryptoKey KEY = CryptoKey.of("a key for tests");

    private BiSocketServer server;
    private RawPythonPeer peer;

    @AfterEach
    void close() throws Exception {
        if (peer != null) {
            peer.close();
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenAHandlerRepliesThenTheClientGetsItUnderItsRequestId(Encryption encryption)
            throws Exception {
        start(
                builder(encryption).handler("echo", request -> request.reply(request.bytes())),
                encryption);

        for (String text : List.of("hello", "", "|(---)|[-_-]", "x".repeat(200_000))) {
            String id = peer.call("echo", text);
            PythonReply reply = peer.reply();
            assertThat(reply.requestId()).isEqualTo(id);
            assertThat(new String(reply.payload(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        peer.sayGoodbye();
    }

    private void start(BiSocketServer.Builder builder) throws Exception {
        start(builder, Encryption.FASTER);
    }

    private void start(BiSocketServer.Builder builder, Encryption encryption) throws Exception {
        server = builder.start();
        peer = RawPythonPeer.connect(server.port(), RawPythonPeer.codec(encryption, KEY));
    }

    private static BiSocketServer.Builder builder() {
        return builder(Encryption.FASTER);
    }

    private static BiSocketServer.Builder builder(Encryption encryption) {
        return BiSocketServer.builder().port(0).address("127.0.0.1").key(KEY).python(encryption);
    }
}
