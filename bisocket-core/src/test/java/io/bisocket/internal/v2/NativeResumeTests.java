package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.LIMITS;
import static io.bisocket.internal.v2.Links.ask;
import static io.bisocket.internal.v2.Links.call;
import static io.bisocket.internal.v2.Links.client;
import static io.bisocket.internal.v2.Links.echoServer;
import static io.bisocket.internal.v2.Links.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.ErrorCode;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.SessionLostException;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Timings;
import io.bisocket.internal.link.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets come and go, servers too: what a session makes of it. */
@Timeout(60)
class NativeResumeTests {

    @Test
    void whenSocketsAreLostTheSessionGoesOn() throws Exception {
        try (LinkServer server = echoServer();
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            for (int i = 0; i < 10; i++) {
                server.channels.close().sync();
                assertThat(ask(link, "again")).isEqualTo("again");
            }
            assertThat(server.all).hasSize(1);
        }
    }

    @Test
    void whenSocketsAreLostUnderWayNothingIsLostOrDoneTwice() throws Exception {
        List<String> handled = new ArrayList<>();
        try (LinkServer server =
                        new LinkServer(
                                KeyRing.of(KEY),
                                LIMITS,
                                call -> {
                                    handled.add(new String(call.content().bytes()));
                                    call.ended();
                                });
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            List<String> sent = new ArrayList<>();
            List<CompletableFuture<?>> sends = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String text = "message " + i;
                sent.add(text);
                sends.add(link.send(call("keep", text), WhenFull.WAIT));
                if (i % 200 == 100) {
                    server.channels.close();
                }
            }
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
            assertThat(handled).isEqualTo(sent);
            assertThat(server.all).hasSize(1);
        }
    }

    @Test
    void whenSocketsGrowOldOthersTakeTheirPlace() {
        try (LinkServer server = echoServer();
                LinkClient client =
                        new LinkClient(
                                UUID.randomUUID(),
                                null,
                                KEY,
                                LIMITS,
                                Links::echo,
                                new Tuning(
                                        Duration.ofMillis(100),
                                        Duration.ofSeconds(30),
                                        Timings.defaults()))) {
            Link link = client.connect(server.port());
            await().until(() -> client.listener.sockets.size() >= 10);
            assertThat(ask(link, "fresh")).isEqualTo("fresh");
            assertThat(server.all).hasSize(1);
        }
    }

    @Test
    void whenTheServerIsGoneAndAnotherAnswersTheSessionIsLostSoon() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        LinkServer server =
                new LinkServer(KeyRing.of(KEY), LIMITS, call -> handled.incrementAndGet());
        try (LinkClient client = client()) {
            Link link = client.connect(server.port());
            CompletableFuture<String> pending = ask(link, "never", "?", Duration.ofSeconds(60));
            await().until(() -> handled.get() == 1);
            int port = server.port();
            server.kill();
            try (LinkServer other = new LinkServer(KeyRing.of(KEY), LIMITS, Links::echo, port)) {
                client.listener.closed.get(10, TimeUnit.SECONDS);
                assertThat(failure(pending))
                        .isInstanceOf(SessionLostException.class)
                        .hasMessageContaining("no longer knows the session");
                assertThat(other.all).isEmpty();
            }
        }
    }

    @Test
    void whenTheServerStaysAwayTheSessionIsLostWithItsWindow() {
        Limits limits = Limits.builder().resumeWindow(Duration.ofSeconds(1)).build();
        AtomicInteger handled = new AtomicInteger();
        LinkServer server =
                new LinkServer(KeyRing.of(KEY), limits, call -> handled.incrementAndGet());
        try (LinkClient client = new LinkClient(KEY, limits, Links::echo)) {
            Link link = client.connect(server.port());
            CompletableFuture<String> pending = ask(link, "never", "?", Duration.ofSeconds(60));
            await().until(() -> handled.get() == 1);
            server.kill();
            await().until(() -> client.listener.events.contains("socket closed SEND"));
            CompletableFuture<String> unsent = ask(link, "never", "?", Duration.ofSeconds(60));
            assertThat(failure(pending))
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("did not come back within 1000 ms (resume-window)");
            assertThat(failure(unsent))
                    .isInstanceOf(NotConnectedException.class)
                    .hasMessageContaining("nothing was sent");
        }
    }

    @Test
    void whenTheServerDrainsWhatItAcceptedIsAnswered() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (LinkServer server =
                        new LinkServer(
                                KeyRing.of(KEY),
                                LIMITS,
                                call -> go.thenRun(() -> Links.echo(call)));
                LinkClient client = client()) {
            Link link = client.connect(server.port());
            CompletableFuture<String> accepted = ask(link, "slow", "yes", Links.TIMEOUT);
            Link serverSide = server.clients.get(client.id).link();
            await().untilAsserted(() -> assertThat(serverSide.endCalls().isDone()).isFalse());
            CompletableFuture<Void> ended = serverSide.endCalls();
            await().untilAsserted(
                            () -> assertThat(client.listener.events).contains("go away false"));
            assertThat(failure(ask(link, "late", "no", Links.TIMEOUT)).code())
                    .isEqualTo(ErrorCode.DRAINING);
            go.complete(null);
            assertThat(accepted.join()).isEqualTo("yes");
            ended.get(10, TimeUnit.SECONDS);
            serverSide.close().get(10, TimeUnit.SECONDS);
            assertThat(client.listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo("in good order");
        }
    }
}
