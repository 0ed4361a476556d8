package io.bisocket.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.ClientSession;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.python.RawPythonPeer;
import io.bisocket.internal.python.RawPythonSocket;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What peers that do not behave cost, and what a well-behaved one beside them notices. */
@Timeout(60)
class ServerLoadTests {

    private RunningServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void whenAClientReadsNothingThenItsMemoryIsBoundedAndItIsCutOff() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .handler(
                                        "large",
                                        request -> {
                                            handled.incrementAndGet();
                                            request.reply(new byte[100_000]);
                                        })
                                .limits(
                                        Limits.builder()
                                                .maxOutboxBytes(1_000_000)
                                                .maxQueuedRequests(10)
                                                .writeTimeout(Duration.ofSeconds(1))
                                                .build()));
        RawPythonPeer good = server.connect();
        try (LogLines log = new LogLines(ServerSession.class)) {
            RawPythonPeer slow = server.connectSlowReader();
            int accepted = 0;
            try {
                while (accepted < 10_000) {
                    slow.call("large", new byte[0]);
                    accepted++;
                    good.call("echo", "beside it");
                    assertThat(good.replyText()).isEqualTo("beside it");
                }
            } catch (IOException cutOff) {
                // As it has to be.
            }

            assertThat(accepted).isBetween(3, 200);
            await().untilAsserted(
                            () ->
                                    assertThat(log.lines())
                                            .singleElement()
                                            .asString()
                                            .contains("has read nothing for PT1S (write-timeout)"));
        }
        assertThat(handled).hasValueLessThan(200);
        good.call("echo", "after it");
        assertThat(good.replyText()).isEqualTo("after it");
    }

    @Test
    void whenAClientReadsNothingThenPushesFailAtOnce() throws Exception {
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .limits(Limits.builder().maxOutboxBytes(100_000).build()));
        RawPythonPeer slow = server.connectSlowReader();
        ClientSession client = server.server().client(slow.id()).session().orElseThrow();

        assertThat(firstFailure(client))
                .isInstanceOf(OutboxFullException.class)
                .hasMessageContaining("over 100,000 bytes wait to be sent (max-outbox-bytes)");
    }

    @Test
    void whenAClientReadsNothingThenTheOldestPushesMakeRoomWhereThatIsWanted() throws Exception {
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .pushWhenFull(WhenFull.DROP_OLDEST)
                                .limits(Limits.builder().maxOutboxBytes(100_000).build()));
        RawPythonPeer slow = server.connectSlowReader();
        ClientSession client = server.server().client(slow.id()).session().orElseThrow();

        assertThat(firstFailure(client)).isInstanceOf(OutboxFullException.class);

        CompletableFuture<RequestId> newest = client.sendAsync("news", "the newest");
        while (!new String(slow.reply().payload(), UTF_8).equals("the newest")) {
            assertThat(newest).isNotCompletedExceptionally();
        }
    }

    @Test
    void whenAClientReadsNothingThenItIsDisconnectedWhereThatIsWanted() throws Exception {
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .pushWhenFull(WhenFull.DISCONNECT)
                                .limits(Limits.builder().maxOutboxBytes(100_000).build()));
        try (LogLines log = new LogLines(ServerSession.class)) {
            RawPythonPeer slow = server.connectSlowReader();
            ClientSession client = server.server().client(slow.id()).session().orElseThrow();

            assertThat(firstFailure(client)).isInstanceOf(OutboxFullException.class);

            await().until(() -> !client.isOpen());
            await().untilAsserted(
                            () ->
                                    assertThat(log.lines())
                                            .singleElement()
                                            .asString()
                                            .startsWith("WARN Client " + slow.id())
                                            .endsWith("(max-outbox-bytes)"));
        }
    }

    @Test
    void whenASlowReaderReadsAgainThenItGetsEverything() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .handler(
                                        "counted",
                                        request -> {
                                            handled.incrementAndGet();
                                            request.reply(request.bytes());
                                        })
                                .limits(Limits.builder().maxOutboxBytes(200_000).build()));
        RawPythonPeer slow = server.connectSlowReader();
        int count = 1_000;
        byte[] payload = new byte[20_000];
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < count; i++) {
                                try {
                                    slow.call("counted", payload);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }
                        });
        await().pollDelay(Duration.ofMillis(200)).until(() -> handled.get() < count);

        for (int i = 0; i < count; i++) {
            assertThat(slow.reply().payload()).hasSize(payload.length);
        }

        sending.join();
        slow.sayGoodbye();
    }

    @Test
    void whenMoreIsAskedThanMayWaitThenTheRestIsNotReadUntilThereIsRoom() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .execution(Execution.PARALLEL)
                                .handler(
                                        "wait",
                                        request -> {
                                            started.incrementAndGet();
                                            mayGoOn.await();
                                            request.reply("done");
                                        })
                                .limits(Limits.builder().maxQueuedRequests(4).build()));
        RawPythonPeer peer = server.connect();
        for (int i = 0; i < 20; i++) {
            peer.post("wait", new byte[0]);
        }
        for (int i = 0; i < 4; i++) {
            peer.expectAcknowledgement();
        }
        await().untilAsserted(() -> assertThat(started).hasValue(4));
        assertThat(peer.send().hasInput()).isFalse();

        mayGoOn.countDown();

        for (int i = 4; i < 20; i++) {
            peer.expectAcknowledgement();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(peer.replyText()).isEqualTo("done");
        }
    }

    @Test
    void whenManyBytesWaitThenTheRestIsNotReadUntilThereIsRoom() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .handler("wait", request -> mayGoOn.await())
                                .limits(Limits.builder().maxQueuedBytes(100_000).build()));
        RawPythonPeer peer = server.connect();
        for (int i = 0; i < 4; i++) {
            peer.post("wait", new byte[50_000]);
        }
        peer.expectAcknowledgement();
        peer.expectAcknowledgement();
        assertThat(peer.send().hasInput()).isFalse();

        mayGoOn.countDown();

        peer.expectAcknowledgement();
        peer.expectAcknowledgement();
        peer.sayGoodbye();
    }

    @Test
    void whenSilentConnectionsFloodThenAGoodClientWorksAndOthersGetIn() throws Exception {
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .limits(Limits.builder().maxPendingConnections(8).build()));
        RawPythonPeer good = server.connect();
        for (int i = 0; i < 20; i++) {
            server.socket();
        }

        good.call("echo", "not bothered");
        assertThat(good.replyText()).isEqualTo("not bothered");
        RawPythonPeer late = server.connect();

        late.call("echo", "let in");
        assertThat(late.replyText()).isEqualTo("let in");
    }

    @Test
    void whenThereAreTooManyConnectionsThenNewOnesAreClosed() throws Exception {
        try (LogLines log = new LogLines("io.bisocket.internal.transport")) {
            server =
                    RunningServer.start(
                            RunningServer.builder()
                                    .limits(Limits.builder().maxConnections(4).build()));
            RawPythonPeer first = server.connect();
            RawPythonPeer second = server.connect();

            RawPythonSocket refused = server.socket();

            assertThat(refused.isClosedByServer()).isTrue();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN Refused a connection from /127.0.0.1:")
                    .endsWith("too many (max-connections)");
            first.call("echo", "untouched");
            assertThat(first.replyText()).isEqualTo("untouched");
            second.sayGoodbye();
            await().ignoreExceptionsInstanceOf(SocketException.class)
                    .ignoreExceptionsInstanceOf(EOFException.class)
                    .until(() -> server.connect() != null);
        }
    }

    /** Pushes until a push fails. */
    private static Throwable firstFailure(ClientSession client) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        while (!failure.isDone()) {
            client.sendAsync("news", new byte[50_000])
                    .exceptionally(
                            unsent -> {
                                failure.complete(unsent);
                                return null;
                            });
        }
        return failure.join();
    }
}
