package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who clients are, and who may come in. */
@Timeout(60)
class ClientIdentityTests {

    private static final UUID ALICE = new UUID(1, 1);
    private static final UUID BOB = new UUID(2, 2);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final LinkedBlockingQueue<ClientSession> sessions = new LinkedBlockingQueue<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void whenAKeyBelongsToOneClientItsIdIsProven() throws Exception {
        connect(start(server()), "alice", ALICE);

        ClientSession session = opened();
        assertThat(session.id()).isEqualTo(ALICE);
        assertThat(session.keyName()).contains("alice");
        assertThat(session.hasOwnKey()).isTrue();
        assertThat(session.isIdProven()).isTrue();
        assertThat(session.principal()).get().hasToString("alice");
        assertThat(session.principal()).map(Principal::getName).contains("alice");
    }

    @Test
    void whenTwoClientsHaveOneKeyItTellsWhoTheyAreButProvesNoId() throws Exception {
        connect(start(server()), "both", ALICE);

        ClientSession session = opened();
        assertThat(session.hasOwnKey()).isTrue();
        assertThat(session.isIdProven()).isFalse();
        assertThat(session.principal()).map(Principal::getName).contains("both");
    }

    @Test
    void whenAKeyIsSharedItProvesNothing() throws Exception {
        BiSocketServer server = start(server());
        connect(server, "shared", ALICE);
        connect(server, null, BOB);

        ClientSession named = opened();
        assertThat(named.keyName()).contains("shared");
        assertThat(named.hasOwnKey()).isFalse();
        assertThat(named.isIdProven()).isFalse();
        assertThat(named.principal()).isEmpty();
        assertThat(opened().keyName()).isEmpty();
    }

    @Test
    void whenARingChangesWhatASessionHasProvenStays() throws Exception {
        BiSocketServer server = start(server());
        connect(server, "shared", ALICE);
        ClientSession session = opened();

        server.keys(KeyRing.builder().key("shared", key("shared"), it -> it.clients(ALICE)).build())
                .get(20, TimeUnit.SECONDS);

        assertThat(session.isOpen()).isTrue();
        assertThat(session.isIdProven()).isFalse();
    }

    @Test
    void whenThereIsAnAuthenticatorItSaysWhoClientsAre() throws Exception {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client ->
                                                () ->
                                                        "%s with %s, %s"
                                                                .formatted(
                                                                        client.id(),
                                                                        client.keyName()
                                                                                .orElseThrow(),
                                                                        client.dialect())));
        connect(server, "shared", ALICE);

        assertThat(opened().principal())
                .map(Principal::getName)
                .contains(ALICE + " with shared, native");
    }

    @Test
    void whenAnAuthenticatorGoesByKeyItIsAsWithoutOne() throws Exception {
        BiSocketServer server = start(server().authenticator(ClientAuthenticator.byKey()));
        connect(server, "alice", ALICE);

        assertThat(opened().principal()).map(Principal::getName).contains("alice");
    }

    @Test
    void whenAnAuthenticatorRefusesAClientItIsToldNoMore() {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client -> {
                                            throw new AuthenticationFailedException("unpaid bills");
                                        }));

        assertThatThrownBy(() -> connect(server, "alice", ALICE))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageEndingWith("refused: it does not accept this client")
                .hasMessageNotContaining("bills");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void whenAnAuthenticatorFailsTheClientIsRefused() {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client -> {
                                            throw new IllegalStateException("no database");
                                        }));

        assertThatThrownBy(() -> connect(server, "alice", ALICE))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageNotContaining("database");
    }

    @Test
    void whenAnAuthenticatorTakesTooLongTheClientIsRefused() {
        CountDownLatch never = new CountDownLatch(1);
        BiSocketServer server =
                start(
                        server().limits(
                                        Limits.builder()
                                                .handshakeTimeout(Duration.ofSeconds(1))
                                                .build())
                                .authenticator(
                                        client -> {
                                            awaitQuietly(never);
                                            return null;
                                        }));

        assertThatThrownBy(() -> connect(server, "alice", ALICE))
                .isInstanceOf(AuthenticationFailedException.class);
        never.countDown();
    }

    @Test
    void whenAClientIsRefusedItTakesNobodysPlace() throws Exception {
        BiSocketServer server =
                start(
                        server().authenticator(
                                        client -> {
                                            if (client.hasOwnKey()) {
                                                return null;
                                            }
                                            throw new AuthenticationFailedException("shared key");
                                        }));
        BiSocketClient first = connect(server, "alice", ALICE);

        assertThatThrownBy(() -> connect(server, "shared", ALICE))
                .isInstanceOf(AuthenticationFailedException.class);

        assertThat(first.request("echo", new byte[] {1})).containsExactly(1);
    }

    @Test
    void whenASessionHasAttributesTheyAreKeptUpToTheLimit() throws Exception {
        connect(
                start(server().limits(Limits.builder().maxSessionAttributes(2).build())),
                "alice",
                ALICE);
        ClientSession session = opened();

        session.attributes().put("a", 1);
        session.attributes().computeIfAbsent("b", name -> name + "!");
        session.attributes().put("a", 2);

        assertThat(session.attributes()).containsEntry("a", 2).containsEntry("b", "b!").hasSize(2);
        assertThatThrownBy(() -> session.attributes().put("c", 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "no room for attribute 'c': a session has at most 2"
                                + " (max-session-attributes)");
        session.attributes().remove("a");
        session.attributes().merge("c", 3, (former, value) -> value);
        assertThat(session.attributes()).containsOnlyKeys("b", "c");
    }

    private static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .keys(
                        KeyRing.builder()
                                .key(key("unnamed"))
                                .key("alice", key("alice"), it -> it.clients(ALICE))
                                .key("both", key("both"), it -> it.clients(ALICE, BOB))
                                .key("shared", key("shared"))
                                .build())
                .handler("echo", request -> request.reply(request.bytes()));
    }

    private BiSocketServer start(BiSocketServer.Builder builder) {
        BiSocketServer server =
                builder.listener(
                                new ServerListener() {
                                    @Override
                                    public void clientOpened(ClientSession client) {
                                        sessions.add(client);
                                    }
                                })
                        .start();
        open.add(server);
        return server;
    }

    private BiSocketClient connect(BiSocketServer server, @Nullable String key, UUID id) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder().address("127.0.0.1", server.port()).id(id);
        BiSocketClient client =
                (key == null ? builder.key(key("unnamed")) : builder.key(key, key(key))).connect();
        open.add(client);
        return client;
    }

    private ClientSession opened() throws InterruptedException {
        return sessions.poll(30, TimeUnit.SECONDS);
    }

    private static CryptoKey key(String name) {
        return CryptoKey.of("%064x".formatted(name.hashCode()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
