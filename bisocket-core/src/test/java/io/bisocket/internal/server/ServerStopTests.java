package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.ConnectionLostException;
import io.bisocket.Request;
import io.bisocket.ServerListener;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.python.PythonReply;
import io.bisocket.internal.python.RawPythonPeer;
import io.bisocket.internal.python.RawPythonSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerStopTests {

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private RunningServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void whenStoppedThenAcceptedRequestsAreAnsweredBeforeTheGoodbye() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        start(
                RunningServer.builder()
                        .handler(
                                "slow",
                                request -> {
                                    mayGoOn.await();
                                    request.reply("slow");
                                })
                        .asyncHandler(
                                "async",
                                request -> {
                                    requests.add(request);
                                    return stage.thenRun(() -> request.reply("async"));
                                }));
        RawPythonPeer peer = server.connect();
        RawPythonPeer idle = server.connect();
        peer.call("slow", "");
        peer.call("echo", "waits its turn");
        peer.call("async", "");

        CompletableFuture<Void> stopped = server.server().stop();

        idle.expectGoodbye();
        assertThat(server.server().isRunning()).isFalse();
        assertThatThrownBy(() -> server.socket()).isInstanceOf(ConnectException.class);
        assertThat(stopped).isNotDone();
        mayGoOn.countDown();
        assertThat(peer.replyText()).isEqualTo("slow");
        assertThat(peer.replyText()).isEqualTo("waits its turn");
        assertThat(requests.poll(10, TimeUnit.SECONDS)).isNotNull();
        stage.complete(null);
        assertThat(peer.replyText()).isEqualTo("async");
        peer.expectGoodbye();
        stopped.get(10, TimeUnit.SECONDS);
        assertThat(server.server().stop()).isSameAs(stopped);
        assertThat(server.server().clients()).isEmpty();
        assertThat(server.server().port()).isPositive();
    }

    @Test
    void whenRequestsTakeTooLongThenTheyAreCutOff() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        start(
                RunningServer.builder()
                        .handler("stuck", request -> never.await())
                        .drainTimeout(Duration.ofMillis(200))
                        .listener(
                                new ServerListener() {
                                    @Override
                                    public void clientClosed(ClientSession client) {
                                        told.add("closed");
                                    }
                                }));
        RawPythonPeer peer = server.connect();
        peer.call("stuck", "");

        try (LogLines log = new LogLines(DefaultServer.class)) {
            server.server().close();

            assertThat(log.lines())
                    .contains(
                            "WARN Clients cut off, since they were not answered within PT0.2S"
                                    + " (drain-timeout): 1");
        }
        assertThat(peer.send().isClosedByServer()).isTrue();
        assertThat(told).containsExactly("closed");
        never.countDown();
    }

    @Test
    void whenAHandlerStopsTheServerThenItIsAnsweredAndNothingLocks() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "stop",
                                request -> {
                                    server.server().close();
                                    request.reply("stopping");
                                }));
        RawPythonPeer peer = server.connect();

        peer.call("stop", "");

        assertThat(peer.replyText()).isEqualTo("stopping");
        peer.expectGoodbye();
        server.server().stop().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whenAnEventLoopClosesTheServerThenNothingLocks() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "stop",
                                request ->
                                        request.reply("stopping").thenRun(server.server()::close)));
        RawPythonPeer peer = server.connect();

        peer.call("stop", "");

        assertThat(peer.replyText()).isEqualTo("stopping");
        peer.expectGoodbye();
        server.server().stop().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whenStoppedThenSocketsThatAreNobodysAreClosedToo() throws Exception {
        List<SocketInfo> closed = new CopyOnWriteArrayList<>();
        start(
                RunningServer.builder()
                        .listener(
                                new ServerListener() {
                                    @Override
                                    public void socketClosed(SocketInfo socket) {
                                        closed.add(socket);
                                    }
                                }));
        RawPythonSocket silent = server.socket();
        RawPythonSocket half = server.socket(SocketRole.RECEIVE, UUID.randomUUID());
        assertThat(half.readText()).isEqualTo("ok");

        server.server().close();

        assertThat(silent.isClosedByServer()).isTrue();
        assertThat(half.isClosedByServer()).isTrue();
        await().untilAsserted(() -> assertThat(closed).hasSize(2));
    }

    @Test
    void whenClosedTwiceThenTheSecondTimeDoesNothing() throws Exception {
        start(RunningServer.builder());

        server.server().close();
        server.server().close();

        assertThat(server.server().isRunning()).isFalse();
    }

    @Test
    void whenAClientSaysGoodbyeThenItsRequestsAreAnsweredFirst() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        start(
                RunningServer.builder()
                        .handler(
                                "slow",
                                request -> {
                                    mayGoOn.await();
                                    request.reply("slow");
                                }));
        RawPythonPeer peer = server.connect();
        peer.call("slow", "");
        peer.call("echo", "after it");
        peer.call("close", "closing");
        mayGoOn.countDown();

        assertThat(peer.replyText()).isEqualTo("slow");
        assertThat(peer.replyText()).isEqualTo("after it");
        peer.expectGoodbye();
    }

    @Test
    void whenAClientIsDisconnectedThenWhatWaitsIsNotHandled() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        start(
                RunningServer.builder()
                        .handler(
                                "slow",
                                request -> {
                                    requests.add(request);
                                    request.reply("started");
                                    mayGoOn.await();
                                }));
        RawPythonPeer peer = server.connect();
        peer.call("slow", "");
        peer.call("slow", "");
        assertThat(peer.replyText()).isEqualTo("started");
        ClientSession client = server.server().client(peer.id()).session().orElseThrow();
        await().until(() -> client.stats().requestsWaiting() == 1);

        CompletableFuture<Void> disconnected = client.disconnect();

        assertThat(client.isOpen()).isFalse();
        assertThat(server.server().clients()).isEmpty();
        peer.expectGoodbye();
        disconnected.get(10, TimeUnit.SECONDS);
        mayGoOn.countDown();
        assertThat(requests).hasSize(1);
        assertThatThrownBy(() -> requests.remove().reply("too late").join())
                .cause()
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("client %s is gone".formatted(peer.id()));
        assertThat(requests).isEmpty();
    }

    @Test
    void whenAHandlerDisconnectsItsClientThenTheReplyBeforeArrives() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "leave",
                                request -> {
                                    request.reply("farewell");
                                    request.client().disconnect().get(10, TimeUnit.SECONDS);
                                }));
        RawPythonPeer peer = server.connect();

        peer.call("leave", "");

        assertThat(peer.replyText()).isEqualTo("farewell");
        peer.expectGoodbye();
    }

    @Test
    void whenAMessageIsPushedThenItArrivesUnderAnIdOfItsOwn() throws Exception {
        start(RunningServer.builder());
        RawPythonPeer peer = server.connect();
        ClientSession client = server.server().client(peer.id()).session().orElseThrow();

        client.send("news", "first");
        client.sendObject("news", List.of("second"));

        assertThat(peer.replyText()).isEqualTo("first");
        PythonReply second = peer.reply();
        assertThat(second.payload()).asString().isEqualTo("[\"second\"]");
        assertThat(UUID.fromString(second.requestId()).version()).isEqualTo(4);
        assertThat(server.server().clients()).containsExactly(client);
        assertThat(client)
                .hasToString(
                        "ClientSession[%s at %s, python/faster]"
                                .formatted(peer.id(), client.address()));
    }

    private void start(BiSocketServer.Builder builder) throws IOException {
        server = RunningServer.start(builder);
    }
}
