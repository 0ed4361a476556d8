package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.Limits;
import io.bisocket.ServerListener;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.python.RawPythonPeer;
import io.bisocket.internal.python.RawPythonSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerListenerTests {

    private final Recorder recorder = new Recorder();
    private RunningServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void whenAClientComesAndGoesThenTheCallsHaveTheirOrder() throws Exception {
        start(RunningServer.builder().handler("note", request -> recorder.calls.add("request")));
        RawPythonPeer peer = server.connect();

        peer.call("note", "");
        peer.call("note", "");
        peer.sayGoodbye();

        awaitCalls(
                "opened RECEIVE",
                "opened SEND",
                "client opened",
                "request",
                "request",
                "closed RECEIVE",
                "client closed",
                "closed SEND");
        assertThat(recorder.sockets)
                .extracting(SocketInfo::clientId)
                .containsOnly(peer.id())
                .hasSize(4);
        assertThat(recorder.sockets)
                .extracting(socket -> socket.address().getPort())
                .containsExactly(
                        peer.receive().localPort(),
                        peer.send().localPort(),
                        peer.receive().localPort(),
                        peer.send().localPort());
    }

    @Test
    void whenASocketDiesThenTheCallsHaveTheSameOrderAndWaitForTheLastRequest() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        start(
                RunningServer.builder()
                        .handler(
                                "note",
                                request -> {
                                    mayEnd.await();
                                    recorder.calls.add("request");
                                }));
        RawPythonPeer peer = server.connect();
        peer.call("note", "");
        peer.call("note", "");

        peer.send().close();
        await().until(() -> server.server().clients().isEmpty());
        mayEnd.countDown();

        awaitCalls(
                "opened RECEIVE",
                "opened SEND",
                "client opened",
                "request",
                "request",
                "closed RECEIVE",
                "client closed",
                "closed SEND");
    }

    @Test
    void whenAListenerTakesItsTimeThenTheSocketIsWelcomedAfterwards() throws Exception {
        CountDownLatch mayOpen = new CountDownLatch(1);
        start(
                RunningServer.builder()
                        .listener(
                                new ServerListener() {
                                    @Override
                                    public void socketOpened(SocketInfo socket) {
                                        awaitQuietly(mayOpen);
                                        recorder.calls.add("told");
                                    }
                                }));
        RawPythonSocket receive = server.socket(SocketRole.RECEIVE, UUID.randomUUID());
        assertThat(recorder.calls).doesNotContain("told");

        mayOpen.countDown();

        assertThat(receive.readText()).isEqualTo("ok");
        assertThat(recorder.calls).contains("told");
    }

    @ParameterizedTest
    @EnumSource(SocketRole.class)
    void whenAClientIsGreetedThenTheGreetingComesAfterTheWelcome(SocketRole first)
            throws Exception {
        start(
                RunningServer.builder()
                        .listener(
                                new ServerListener() {
                                    @Override
                                    public void clientOpened(ClientSession client) {
                                        client.send("greeting", "hello");
                                    }
                                }));
        SocketRole second = first == SocketRole.SEND ? SocketRole.RECEIVE : SocketRole.SEND;
        UUID id = UUID.randomUUID();
        RawPythonSocket one = server.socket(first, id);
        assertThat(one.readText()).isEqualTo("ok");

        RawPythonSocket other = server.socket(second, id);

        assertThat(other.readText()).isEqualTo("ok");
        assertThat((first == SocketRole.RECEIVE ? one : other).readText()).endsWith("|(---)|hello");
    }

    @Test
    void whenASocketNeverSaysWhoseItIsThenItsEndIsTold() throws Exception {
        start(RunningServer.builder());
        RawPythonSocket silent = server.socket();
        int port = silent.localPort();

        silent.close();

        awaitCalls("closed null");
        assertThat(recorder.sockets.get(0).clientId()).isNull();
        assertThat(recorder.sockets.get(0).address().getPort()).isEqualTo(port);
    }

    @Test
    void whenHalfAPairGivesUpThenItsSocketAloneIsTold() throws Exception {
        start(
                RunningServer.builder()
                        .limits(Limits.builder().pairingTimeout(Duration.ofMillis(100)).build()));

        server.socket(SocketRole.RECEIVE, UUID.randomUUID());

        awaitCalls("opened RECEIVE", "closed RECEIVE");
    }

    @Test
    void whenAnIdIsTakenThenTheRefusedSocketIsNobodys() throws Exception {
        start(RunningServer.builder());
        RawPythonPeer peer = server.connect();

        server.socket(SocketRole.SEND, peer.id());

        awaitCalls("opened RECEIVE", "opened SEND", "client opened", "closed null");
    }

    @Test
    void whenAListenerThrowsThenNothingElseSuffers() throws Exception {
        try (LogLines log = new LogLines(ListenerCalls.class)) {
            server =
                    RunningServer.start(
                            RunningServer.builder()
                                    .listener(
                                            new ServerListener() {
                                                @Override
                                                public void clientOpened(ClientSession client) {
                                                    throw new AssertionError("expected here");
                                                }
                                            })
                                    .listener(recorder));

            RawPythonPeer peer = server.connect();
            peer.call("echo", "hello");

            assertThat(peer.replyText()).isEqualTo("hello");
            assertThat(recorder.calls).contains("client opened");
            assertThat(log.lines()).containsExactly("ERROR A server listener failed");
        }
    }

    private void start(BiSocketServer.Builder builder) {
        server = RunningServer.start(builder.listener(recorder));
    }

    private void awaitCalls(String... calls) {
        await().untilAsserted(() -> assertThat(recorder.calls).containsExactly(calls));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Recorder implements ServerListener {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<SocketInfo> sockets = new CopyOnWriteArrayList<>();

        @Override
        public void socketOpened(SocketInfo socket) {
            sockets.add(socket);
            calls.add("opened " + socket.role());
        }

        @Override
        public void clientOpened(ClientSession client) {
            calls.add("client opened");
        }

        @Override
        public void clientClosed(ClientSession client) {
            calls.add("client closed");
        }

        @Override
        public void socketClosed(SocketInfo socket) {
            sockets.add(socket);
            calls.add("closed " + socket.role());
        }
    }
}
