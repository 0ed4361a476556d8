package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that a server addresses one by one, in groups, by user, and all at once. */
@Timeout(60)
class ConnectedClientsTests {

    private static final CryptoKey KEY = CryptoKey.of("%064x".formatted(77));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void whenAClientIsAddressedByItsIdItAnswers() {
        BiSocketServer server = start(server());
        UUID id = connect(server, "anna").id();

        ClientTarget client = server.client(id);

        assertThat(client.isConnected()).isTrue();
        assertThat(client.id()).isEqualTo(id);
        assertThat(client.dialect()).isEqualTo("native");
        assertThat(client.session()).get().extracting(ClientSession::id).isEqualTo(id);
        assertThat(client.method("name").retrieve()).asString().isEqualTo("anna");
        assertThat(client.method("name").payload("you").retrieve(String.class)).isEqualTo("anna");
        client.method("alert").payload("fire").send();
        await().until(() -> heard.contains("anna: fire"));
    }

    @Test
    void whenAClientIsNotThereItIsSaid() {
        UUID nobody = UUID.randomUUID();
        ClientTarget client = start(server()).client(nobody);

        assertThat(client.isConnected()).isFalse();
        assertThat(client.session()).isEmpty();
        assertThatThrownBy(client::dialect).isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(() -> client.method("alert").send())
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("client %s is not connected".formatted(nobody));
        assertThat(client.method("name").retrieveAsync()).isNotNull();
    }

    @Test
    void whenAClientComesBackItsAddressIsTheSame() {
        BiSocketServer server = start(server());
        BiSocketClient first = connect(server, "anna");
        ClientTarget client = server.client(first.id());
        first.close();
        await().until(() -> !client.isConnected());

        connect(server, "anna again", first.id());

        assertThat(client.method("name").retrieve()).asString().isEqualTo("anna again");
    }

    @Test
    void whenClientsJoinAGroupMessagesToItReachThemAlone() {
        BiSocketServer server = start(server());
        UUID anna = connect(server, "anna").id();
        BiSocketClient ben = connect(server, "ben");
        connect(server, "carl");
        ClientGroup eu = server.group("eu");

        assertThat(eu.join(anna)).isTrue();
        assertThat(eu.join(anna)).isTrue();
        assertThat(ben.request("join", "eu".getBytes(StandardCharsets.UTF_8))).isEmpty();

        assertThat(eu.name()).isEqualTo("eu");
        assertThat(eu.members()).containsExactlyInAnyOrder(anna, ben.id());
        assertThat(eu.count()).isEqualTo(2);
        assertThat(session(server, anna).groups()).containsExactly("eu");
        assertThat(eu.method("alert").payload("hello").send().join())
                .isEqualTo(new BroadcastResult(2, Map.of()));
        assertThat(server.all().method("alert").payload("bye").send().join().accepted())
                .isEqualTo(3);
        await().untilAsserted(
                        () ->
                                assertThat(heard)
                                        .containsExactlyInAnyOrder(
                                                "anna: hello",
                                                "ben: hello",
                                                "anna: bye",
                                                "ben: bye",
                                                "carl: bye"));
    }

    @Test
    void whenAClientLeavesOrIsGoneItIsNoMember() {
        BiSocketServer server = start(server());
        BiSocketClient anna = connect(server, "anna");
        BiSocketClient ben = connect(server, "ben");
        ClientGroup eu = server.group("eu");
        eu.join(anna.id());
        eu.join(ben.id());
        ClientSession bens = session(server, ben.id());

        assertThat(eu.leave(anna.id())).isTrue();
        assertThat(eu.leave(anna.id())).isFalse();
        ben.close();

        await().until(() -> eu.count() == 0);
        assertThat(eu.members()).isEmpty();
        assertThat(eu.join(ben.id())).isFalse();
        assertThat(bens.join("eu")).isFalse();
        assertThat(eu.method("alert").send().join()).isEqualTo(new BroadcastResult(0, Map.of()));
        assertThat(server.all().members()).containsExactly(anna.id());
    }

    @Test
    void whenAClientOnlyChangesItsKeyItStaysInItsGroups() throws Exception {
        CryptoKey next = CryptoKey.of("%064x".formatted(78));
        BiSocketServer server = start(server());
        server.keys(KeyRing.builder().key(KEY).key("next", next).build()).get(20, TimeUnit.SECONDS);
        BiSocketClient anna = connect(server, "anna");
        server.group("eu").join(anna.id());
        ClientSession former = session(server, anna.id());
        former.attributes().put("language", "de");

        anna.key("next", next).get(20, TimeUnit.SECONDS);

        await().until(() -> session(server, anna.id()) != former);
        ClientSession session = session(server, anna.id());
        assertThat(session.keyName()).contains("next");
        assertThat(session.groups()).containsExactly("eu");
        assertThat(session.attributes()).containsEntry("language", "de");
        assertThat(server.group("eu").method("alert").payload("x").send().join().accepted())
                .isEqualTo(1);
        await().until(() -> heard.equals(List.of("anna: x")));
    }

    @Test
    void whenSomebodyHasTwoClientsMessagesReachBoth() {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client ->
                                                () ->
                                                        client.id().getLeastSignificantBits() < 10
                                                                ? "anna"
                                                                : "ben"));
        connect(server, "phone", new UUID(0, 1));
        connect(server, "desk", new UUID(0, 2));
        connect(server, "other", new UUID(0, 20));

        assertThat(server.user("anna").count()).isEqualTo(2);
        assertThat(server.user("anna").method("alert").payload("you").send().join().accepted())
                .isEqualTo(2);
        await().untilAsserted(
                        () ->
                                assertThat(heard)
                                        .containsExactlyInAnyOrder("phone: you", "desk: you"));
        assertThat(server.user("nobody").members()).isEmpty();
    }

    @Test
    void whenOneClientDoesNotReadTheOthersGetEverything() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        BiSocketServer server =
                start(server().limits(Limits.builder().maxOutboxBytes(64 * 1024).build()));
        UUID slow =
                keep(client(server)
                                .limits(Limits.builder().maxQueuedRequests(1).build())
                                .asyncHandler(
                                        "alert",
                                        request -> {
                                            CompletableFuture<Void> done =
                                                    new CompletableFuture<>();
                                            new Thread(() -> release(stuck, done)).start();
                                            return done;
                                        })
                                .connect())
                        .id();
        UUID quick = connect(server, "quick").id();

        AtomicInteger accepted = new AtomicInteger();
        BroadcastResult last = null;
        byte[] payload = new byte[32 * 1024];
        for (int i = 0; last == null || !last.failures().containsKey(slow); i++) {
            CompletableFuture<BroadcastResult> sent =
                    server.all()
                            .method("alert")
                            .payload(payload)
                            .compression(Compression.none())
                            .send();
            int number = i + 1;
            await().until(() -> heard.size() >= number);
            if (sent.isDone()) {
                last = sent.join();
            }
            accepted.incrementAndGet();
        }

        assertThat(last.failures().get(slow)).isInstanceOf(OutboxFullException.class);
        assertThat(last.failures()).doesNotContainKey(quick);
        assertThat(heard).hasSize(accepted.get());
        stuck.countDown();
    }

    @Test
    void whenManyAreAddressedTheValueIsEncodedOnce() {
        AtomicInteger encoded = new AtomicInteger();
        BiSocketServer server = start(server().payloadCodec(new CountingCodec(encoded)));
        connect(server, "anna");
        connect(server, "ben");

        assertThat(server.all().method("alert").payload(List.of(1)).send().join().accepted())
                .isEqualTo(2);

        assertThat(encoded).hasValue(1);
    }

    @Test
    void whenInterceptorsAreThereTheySeeEachSend() {
        List<UUID> seen = new CopyOnWriteArrayList<>();
        BiSocketServer server =
                start(
                        server().interceptor(
                                        (CallInterceptor)
                                                call -> {
                                                    seen.add(((ClientSession) call.peer()).id());
                                                    call.header("trace", "42");
                                                }));
        UUID anna = connect(server, "anna").id();
        UUID ben = connect(server, "ben").id();

        server.all().method("alert").payload("x").send().join();

        assertThat(seen).containsExactlyInAnyOrder(anna, ben);
        await().until(() -> heard.contains("anna: x 42") && heard.contains("ben: x 42"));
    }

    @Test
    void whenNamesOrPoliciesCannotWorkItIsSaid() {
        BiSocketServer server =
                start(server().limits(Limits.builder().maxSessionGroups(2).build()));
        UUID anna = connect(server, "anna").id();

        assertThatThrownBy(() -> server.group(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of a group must not be blank");
        assertThatThrownBy(() -> session(server, anna).join("x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("have at most 255 characters, but had 256");
        assertThatThrownBy(() -> server.all().method("alert").whenFull(WhenFull.WAIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a message to many must not wait for one of them");
        assertThatThrownBy(() -> server.all().method(""))
                .isInstanceOf(IllegalArgumentException.class);
        server.group("a").join(anna);
        server.group("b").join(anna);
        assertThatThrownBy(() -> server.group("c").join(anna))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "client %s cannot join group 'c': a session is in at most 2".formatted(anna)
                                + " (max-session-groups)");
        assertThat(server.group("c").count()).isZero();
    }

    @Test
    void whenThereIsNoServerThereAreNoClients() {
        ConnectedClients none = ConnectedClients.none();

        assertThat(none.all().count()).isZero();
        assertThat(none.group("eu").join(UUID.randomUUID())).isFalse();
        assertThat(none.all().method("alert").payload("x").send().join().accepted()).isZero();
        assertThat(none.client(UUID.randomUUID()).isConnected()).isFalse();
    }

    private static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .handler(
                        "join",
                        request -> assertThat(request.client().join(request.text())).isTrue());
    }

    private static BiSocketClient.Builder client(BiSocketServer server) {
        return BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY);
    }

    private BiSocketServer start(BiSocketServer.Builder builder) {
        return keep(builder.start());
    }

    private BiSocketClient connect(BiSocketServer server, String name) {
        return connect(server, name, UUID.randomUUID());
    }

    private BiSocketClient connect(BiSocketServer server, String name, UUID id) {
        return keep(
                client(server)
                        .id(id)
                        .handler(
                                "name",
                                request -> {
                                    if (request.bytes().length == 0) {
                                        request.reply(name);
                                    } else {
                                        request.replyObject(name);
                                    }
                                })
                        .handler("alert", request -> heard.add(text(name, request)))
                        .connect());
    }

    private static String text(String name, Request request) {
        String trace = request.headers().get("trace");
        return name + ": " + request.text() + (trace == null ? "" : " " + trace);
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static ClientSession session(BiSocketServer server, UUID id) {
        return server.client(id).session().orElseThrow();
    }

    private static void release(CountDownLatch latch, CompletableFuture<Void> done) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.complete(null);
    }

    private record CountingCodec(AtomicInteger encoded) implements PayloadCodec {

        @Override
        public byte[] encode(Object value) {
            encoded.incrementAndGet();
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T decode(byte[] payload, Type type) {
            throw new UnsupportedOperationException("nothing is decoded here");
        }
    }
}
