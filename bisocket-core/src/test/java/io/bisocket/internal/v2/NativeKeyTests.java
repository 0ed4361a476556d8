package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.LIMITS;
import static io.bisocket.internal.v2.Links.OTHER_KEY;
import static io.bisocket.internal.v2.Links.ask;
import static io.bisocket.internal.v2.Links.client;
import static io.bisocket.internal.v2.Links.echoServer;
import static io.bisocket.internal.v2.Links.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.CryptoKey;
import io.bisocket.ErrorCode;
import io.bisocket.KeyRing;
import io.bisocket.RequestRejectedException;
import io.bisocket.internal.engine.Timings;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may open a session, and what becomes of it when the keys change. */
@Timeout(60)
class NativeKeyTests {

    private static LinkClient named(UUID id, @Nullable String name, CryptoKey key) {
        return new LinkClient(id, name, key, LIMITS, Links::echo, Tuning.defaults());
    }

    @Test
    void whenTheKeysDifferTheClientIsToldThatTheServerHungUp() {
        try (LinkServer server = echoServer();
                LinkClient client = new LinkClient(OTHER_KEY, LIMITS, Links::echo)) {
            assertThat(failure(client.connectAsync(server.port())))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("it holds another key or service name");
            assertThat(server.all).isEmpty();
        }
    }

    @Test
    void whenTheServerDoesNotKnowTheNameTheClientIsToldTheSame() {
        try (LinkServer server = echoServer();
                LinkClient client = named(UUID.randomUUID(), "eu", KEY)) {
            assertThat(failure(client.connectAsync(server.port())))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("it holds another key or service name");
        }
    }

    @Test
    void whenAKeyHasANameItsClientsAreServed() {
        KeyRing ring = KeyRing.builder().key(KEY).key("eu", OTHER_KEY).build();
        try (LinkServer server = echoServer(ring);
                LinkClient client = named(UUID.randomUUID(), "eu", OTHER_KEY)) {
            assertThat(ask(client.connect(server.port()), "named")).isEqualTo("named");
        }
    }

    @Test
    void whenAKeyHasExpiredItsHolderIsTold() {
        KeyRing ring =
                KeyRing.builder()
                        .key("old", KEY, it -> it.notAfter(Instant.now().minusSeconds(1)))
                        .build();
        try (LinkServer server = echoServer(ring);
                LinkClient client = named(UUID.randomUUID(), "old", KEY)) {
            assertThat(failure(client.connectAsync(server.port())))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("the key has expired");
        }
    }

    @Test
    void whenAKeyIsForOthersItsHolderIsTold() {
        UUID mine = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        KeyRing ring = KeyRing.builder().key("mine", KEY, it -> it.clients(mine)).build();
        try (LinkServer server = echoServer(ring);
                LinkClient allowed = named(mine, "mine", KEY);
                LinkClient refused = named(another, "mine", KEY)) {
            assertThat(ask(allowed.connect(server.port()), "me")).isEqualTo("me");
            assertThat(failure(refused.connectAsync(server.port())))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("may not speak for the client id " + another);
        }
    }

    @Test
    void whenAKeyIsRevokedItsSessionsEnd() throws Exception {
        KeyRing ring = KeyRing.builder().key(KEY).key("leaked", OTHER_KEY).build();
        try (LinkServer server = echoServer(ring);
                LinkClient good = client();
                LinkClient bad = named(UUID.randomUUID(), "leaked", OTHER_KEY)) {
            Link stays = good.connect(server.port());
            bad.connect(server.port());
            server.dialect.keys(KeyRing.of(KEY)).join();
            assertThat(bad.listener.closed.get(10, TimeUnit.SECONDS)).contains("KEY_REVOKED");
            assertThat(ask(stays, "here")).isEqualTo("here");
        }
    }

    @Test
    void whenAKeyExpiresItsClientsAreAskedToOpenASuccessor() {
        try (LinkServer server = echoServer();
                LinkClient client = client()) {
            client.connect(server.port());
            KeyRing expired =
                    KeyRing.builder()
                            .key(KEY, it -> it.notAfter(Instant.now().plusMillis(200)))
                            .build();
            server.dialect.keys(expired).join();
            await().untilAsserted(
                            () -> assertThat(client.listener.events).contains("go away true"));
        }
    }

    @Test
    void whenAKeyHasExpiredItsSessionGoesOnForAWhileOnly() throws Exception {
        Tuning brief = new Tuning(Duration.ofHours(1), Duration.ofMillis(300), Timings.defaults());
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, Links::echo, 0, brief);
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            server.dialect.keys(expired()).join();
            await().untilAsserted(
                            () ->
                                    assertThat(client.listener.events)
                                            .containsSubsequence("go away true", "go away false"));
            assertThat(failure(ask(link, "echo", "late", Links.TIMEOUT)))
                    .isInstanceOf(RequestRejectedException.class);
        }
    }

    @Test
    void whenAKeyHasExpiredAndACallGoesOnItsClientComesBackWithTheNextKey() {
        Tuning brief = new Tuning(Duration.ofHours(1), Duration.ofMillis(10), Timings.defaults());
        KeyRing both =
                KeyRing.builder()
                        .key(KEY, it -> it.notAfter(Instant.now().minusSeconds(1)))
                        .key("next", OTHER_KEY)
                        .build();
        CompletableFuture<IncomingCall> running = new CompletableFuture<>();
        TestHandlers oneWaits =
                call -> {
                    if (!running.complete(call)) {
                        Links.echo(call);
                    }
                };
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, oneWaits, 0, brief);
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            CompletableFuture<String> pending = ask(link, "echo", "old", Links.TIMEOUT);
            IncomingCall call = running.join();
            server.dialect.keys(both).join();
            await().untilAsserted(
                            () -> assertThat(client.listener.events).contains("go away false"));

            client.dialect.key("next", OTHER_KEY);
            Link next = client.connect(server.port());

            assertThat(ask(next, "new")).isEqualTo("new");
            Links.echo(call);
            assertThat(pending).succeedsWithin(Links.TIMEOUT).isEqualTo("old");
        }
    }

    @Test
    void whenAKeyHasExpiredCallsGoOnUntilThereIsASuccessor() {
        try (LinkServer server = echoServer();
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            server.dialect.keys(expired()).join();
            await().untilAsserted(
                            () -> assertThat(client.listener.events).contains("go away true"));
            assertThat(ask(link, "still here")).isEqualTo("still here");
        }
    }

    private static KeyRing expired() {
        return KeyRing.builder().key(KEY, it -> it.notAfter(Instant.now().minusSeconds(1))).build();
    }

    @Test
    void whenTheClientIdIsInUseTheSecondClientIsRefused() {
        UUID id = UUID.randomUUID();
        try (LinkServer server = echoServer();
                LinkClient first = named(id, null, KEY);
                LinkClient second = named(id, null, KEY)) {
            Link link = first.connect(server.port());
            assertThat(failure(second.connectAsync(server.port())))
                    .hasMessageContaining("another client with the id " + id)
                    .extracting("code")
                    .isEqualTo(ErrorCode.CLIENT_ID_IN_USE);
            assertThat(ask(link, "first")).isEqualTo("first");
        }
    }

    @Test
    void whenTheKeyProvesWhoTheClientIsTheNewSessionWins() throws Exception {
        UUID id = UUID.randomUUID();
        KeyRing ring = KeyRing.builder().key("mine", KEY, it -> it.clients(id)).build();
        try (LinkServer server = echoServer(ring);
                LinkClient first = named(id, "mine", KEY);
                LinkClient second = named(id, "mine", KEY)) {
            first.connect(server.port());
            Link link = second.connect(server.port());
            assertThat(first.listener.closed.get(10, TimeUnit.SECONDS)).contains("REPLACED");
            assertThat(ask(link, "second")).isEqualTo("second");
        }
    }
}
