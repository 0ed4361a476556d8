package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.Message;
import io.bisocket.Reconnect;
import io.bisocket.RequestRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
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
    void serverAndClientMeetWithoutANetwork() {
        assertThat(CoreGuide.withoutNetwork(PAYLOAD)).isEqualTo(PAYLOAD);
    }

    @Test
    void theNextServerTakesTheClientWhenOneIsStopped() {
        BiSocketServer former = BiSocketServer.builder().port(0).key(CryptoKey.builtIn()).start();
        int stopped = former.port();
        former.close();
        try (BiSocketServer server = builder.start();
                BiSocketClient client = CoreGuide.severalServers(stopped, server.port())) {
            assertThat(client.serverAddress().getPort()).isEqualTo(server.port());
        }
    }

    @Test
    void aHandlerRepliesManyTimes() {
        CoreGuide.replyManyTimes(builder);
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
                                            .containsExactly("one", "two"));
        }
    }

    @Test
    void handlersAnswerLaterForAllMethodsAndWithObjects() {
        CoreGuide.handleAsync(builder);
        CoreGuide.handleAll(builder);
        CoreGuide.placeOrders(builder);
        CoreGuide.watchClients(builder);
        CoreGuide.joinGroups(builder);
        CoreGuide.limit(builder);
        CoreGuide.tune(builder, ForkJoinPool.commonPool());
        CoreGuide.pushOrDisconnect(builder);
        CoreGuide.orderOneHandler(builder);
        CoreGuide.runOneHandlerElsewhere(builder, ForkJoinPool.commonPool());
        CoreGuide.handlePatterns(builder);
        CoreGuide.replyLater(builder, ForkJoinPool.commonPool());
        CoreGuide.watchTheCaller(builder);
        try (BiSocketServer server = builder.start();
                BiSocketClient client = connect(server)) {
            assertThat(client.request("lookup", PAYLOAD)).asString().isEqualTo("found hello");
            assertThat(client.request("what", PAYLOAD)).asString().contains("what what is");
            assertThat(CoreGuide.placeOrder(client)).isEqualTo(new Receipt("tea", 6));
            assertThat(CoreGuide.describe(client)).isEqualTo(new Receipt("tea", 6));
            assertThat(client.request("ask", PAYLOAD)).asString().isEqualTo("from another thread");
            assertThat(client.request("deposit", PAYLOAD)).asString().isEqualTo("done");
            assertThat(client.request("print", PAYLOAD)).isEmpty();
            assertThat(client.request("ping", PAYLOAD)).asString().isEqualTo("pong");
            assertThat(client.request("crunch", PAYLOAD)).asString().isEqualTo("42");
            assertThat(client.request("stock.tea.count", PAYLOAD)).asString().isEqualTo("tea");
            assertThat(client.request("report", PAYLOAD)).asString().isEqualTo("a page, soon");
            assertThatNoException().isThrownBy(() -> CoreGuide.handleFailures(client, PAYLOAD));
            CoreGuide.pushToAll(server);
            client.request("news.subscribe", "sports".getBytes(StandardCharsets.UTF_8));
            assertThat(server.group("sports").members()).containsExactly(client.id());
            CoreGuide.pushToMany(server);
            CoreGuide.countReaders(server);
            CoreGuide.pushToOne(server, client.id());
            await().until(() -> server.clients().isEmpty());
        }
    }

    @Test
    void anAuthenticatorSaysWhoClientsAre() {
        UUID id = UUID.randomUUID();
        CryptoKey key = CryptoKey.of("%064x".formatted(5));
        builder.keys(KeyRing.builder().key("a", key, it -> it.clients(id)).build());
        CoreGuide.authenticate(builder, Map.of(id, "alice"));
        try (BiSocketServer server = builder.start();
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("127.0.0.1", server.port())
                                .key("a", key)
                                .id(id)
                                .connect()) {
            assertThat(server.user("alice").members()).containsExactly(client.id());
        }
    }

    @Test
    void interceptorsStandAroundHandlersAndSeeCalls() {
        BiSocketServer.Builder builder = BiSocketServer.builder().address("127.0.0.1").port(0);
        CoreGuide.interceptHandlers(builder);
        CoreGuide.count(builder);
        builder.handler("echo", request -> request.reply(request.bytes()));
        try (BiSocketServer server = builder.start()) {
            BiSocketClient.Builder english = BiSocketClient.builder();
            CoreGuide.interceptCalls(english);
            try (BiSocketClient understood = english.address("127.0.0.1", server.port()).connect();
                    BiSocketClient foreign = CoreGuide.client(server.port())) {
                assertThat(understood.request("echo", new byte[] {1})).containsExactly(1);
                CoreGuide.look(server);
                assertThatThrownBy(() -> foreign.request("echo", new byte[] {1}))
                        .isInstanceOf(RequestRejectedException.class)
                        .hasMessageContaining("English only");
            }
        }
    }

    @Test
    void aPublisherBecomesASubscription() throws Exception {
        SubmissionPublisher<byte[]> prices = new SubmissionPublisher<>();
        CoreGuide.publish(builder, prices);
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (BiSocketServer server = builder.start();
                BiSocketClient client = connect(server)) {
            CoreGuide.subscribe(client, new Collector(received));
            await().until(prices::hasSubscribers);
            prices.submit("3 for 1".getBytes(StandardCharsets.UTF_8));

            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("3 for 1");
            prices.close();
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("the end");
        }
    }

    @Test
    void theServerAsksItsClients() {
        CoreGuide.callBack(builder);
        try (BiSocketServer server = builder.start();
                BiSocketClient client = CoreGuide.answeringClient(server.port());
                BiSocketClient named =
                        BiSocketClient.builder()
                                .address("127.0.0.1", server.port())
                                .key(CryptoKey.builtIn())
                                .handler("name", request -> request.reply("Ada"))
                                .connect()) {
            await().until(() -> server.clients().size() == 2);
            CoreGuide.askClients(server);

            assertThat(
                            server.client(client.id())
                                    .session()
                                    .orElseThrow()
                                    .request("version", PAYLOAD))
                    .asString()
                    .isEqualTo("1.2");
            assertThat(named.request("greet me", PAYLOAD)).asString().isEqualTo("hello, Ada");
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

    /** Takes what comes, one after the other. */
    private static final class Collector implements Flow.Subscriber<String> {

        private final BlockingQueue<String> received;
        private Flow.Subscription subscription;

        Collector(BlockingQueue<String> received) {
            this.received = received;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(String item) {
            received.add(item);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            received.add(failure.toString());
        }

        @Override
        public void onComplete() {
            received.add("the end");
        }
    }
}
