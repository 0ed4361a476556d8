package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.internal.secure.FaultProxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners are told of a session whose sockets are lost and come back. */
@Timeout(60)
class NativeListenerTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final List<String> atTheServer = new CopyOnWriteArrayList<>();
    private final List<String> atTheClient = new CopyOnWriteArrayList<>();

    @Test
    void whenSocketsAreLostAndComeBackListenersHearOfIt() {
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(KEY)
                                .handler("echo", request -> request.reply(request.bytes()))
                                .listener(new AtTheServer())
                                .start();
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port())) {
            BiSocketClient client =
                    BiSocketClient.builder()
                            .address("127.0.0.1", proxy.port())
                            .key(KEY)
                            .listener(new AtTheClient())
                            .connect();
            await().until(() -> atTheServer.size() == 3);
            assertThat(atTheServer)
                    .containsExactly("opened SEND", "opened RECEIVE", "client opened");

            proxy.resetAll();
            await().until(() -> atTheServer.size() == 7 && atTheClient.size() == 5);
            client.close();
            await().until(() -> atTheServer.size() == 10);
        }
        assertThat(atTheServer.subList(3, 7))
                .containsExactlyInAnyOrder(
                        "closed SEND", "closed RECEIVE", "opened SEND", "opened RECEIVE");
        assertThat(atTheServer.subList(7, 10))
                .containsExactly("closed RECEIVE", "client closed", "closed SEND");
        assertThat(atTheClient)
                .startsWith("connected")
                .containsExactlyInAnyOrder(
                        "connected",
                        "lost SEND",
                        "lost RECEIVE",
                        "resumed SEND",
                        "resumed RECEIVE");
    }

    private final class AtTheServer implements ServerListener {

        @Override
        public void socketOpened(SocketInfo socket) {
            atTheServer.add("opened " + socket.role());
        }

        @Override
        public void clientOpened(ClientSession client) {
            atTheServer.add("client opened");
        }

        @Override
        public void clientClosed(ClientSession client) {
            atTheServer.add("client closed");
        }

        @Override
        public void socketClosed(SocketInfo socket) {
            atTheServer.add("closed " + socket.role());
        }
    }

    private final class AtTheClient implements ClientListener {

        @Override
        public void connected(BiSocketClient client) {
            atTheClient.add("connected");
        }

        @Override
        public void connectionLost(BiSocketClient client, BiSocketException cause) {
            atTheClient.add("lost for good");
        }

        @Override
        public void socketLost(BiSocketClient client, SocketRole role) {
            atTheClient.add("lost " + role);
        }

        @Override
        public void socketResumed(BiSocketClient client, SocketRole role) {
            atTheClient.add("resumed " + role);
        }
    }
}
