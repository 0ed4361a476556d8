package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Message;
import io.bisocket.Reconnect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The snippets of {@code docs/core.md} do what the page says. */
class CoreGuideTests {

    private static final byte[] PAYLOAD = "hello".getBytes(StandardCharsets.UTF_8);

    private final BiSocketServer.Builder builder =
            BiSocketServer.builder().port(0).key(CryptoKey.builtIn()).address("127.0.0.1");

    @Test
    void theFirstServerAndClientTalk() {
        try (BiSocketServer server = CoreGuide.server(0);
                BiSocketClient client = CoreGuide.client(server.port())) {
            assertThat(CoreGuide.ask(client, PAYLOAD)).endsWith(" 5 5");
        }
    }

    @Test
    void aHandlerRepliesManyTimes() {
        CoreGuide.replyManyTimes(builder, ForkJoinPool.commonPool());
        List<Message> received = new CopyOnWriteArrayList<>();
        try (BiSocketServer server = builder.start();
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("127.0.0.1", server.port())
                                .key(CryptoKey.builtIn())
                                .onReceive(received::add)
                                .connect()) {
            client.send("count", "");
            await().untilAsserted(
                            () ->
                                    assertThat(received)
                                            .extracting(Message::text)
                                            .contains("one", "two", "three, from another thread"));
        }
    }

    @Test
    void handlersAnswerLaterForAllMethodsAndWithObjects() {
        CoreGuide.handleAsync(builder);
        CoreGuide.handleAll(builder);
        CoreGuide.placeOrders(builder);
        CoreGuide.watchClients(builder);
        CoreGuide.limit(builder);
        CoreGuide.tune(builder, ForkJoinPool.commonPool());
        try (BiSocketServer server = builder.start();
                BiSocketClient client = connect(server)) {
            assertThat(client.request("lookup", PAYLOAD)).asString().isEqualTo("found hello");
            assertThat(client.request("what", PAYLOAD)).asString().contains("what what is");
            assertThat(CoreGuide.placeOrder(client)).isEqualTo(new Receipt("tea", 6));
            assertThatNoException().isThrownBy(() -> CoreGuide.handleFailures(client, PAYLOAD));
            CoreGuide.pushToAll(server);
            CoreGuide.pushToOne(server, client.id());
            await().until(() -> server.clients().isEmpty());
        }
    }

    @Test
    void bothEndsSpeakTheSameMode() {
        BiSocketClient.Builder clients = BiSocketClient.builder().key(CryptoKey.builtIn());
        CoreGuide.speakPython(builder, clients);
        CoreGuide.watchConnection(clients);
        builder.handler("describe", request -> request.reply(CoreGuide.describe(request)));
        try (BiSocketServer server = builder.start();
                BiSocketClient client = clients.address("127.0.0.1", server.port()).connect()) {
            assertThat(client.request("describe", PAYLOAD)).asString().contains("describe from ");
            assertThat(client.dialect()).isEqualTo("python/faster");
        }
    }

    private static BiSocketClient connect(BiSocketServer server) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(CryptoKey.builtIn())
                .reconnect(Reconnect.never())
                .connect();
    }
}
