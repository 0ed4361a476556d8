package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.Request;
import io.bisocket.internal.python.PythonReply;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerRequestTests {

    private static final byte[] NOTHING = {};

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private RunningServer server;
    private RawPythonPeer peer;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenAHandlerRepliesThenTheClientGetsItUnderItsRequestId(Encryption encryption)
            throws Exception {
        server = RunningServer.start(RunningServer.builder(), encryption);
        peer = server.connect();

        for (String text : List.of("hello", "", "|(---)|[-_-]", "x".repeat(100_000))) {
            String id = peer.call("echo", text);
            PythonReply reply = peer.reply();
            assertThat(reply.requestId()).isEqualTo(id);
            assertThat(new String(reply.payload(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        peer.sayGoodbye();
    }

    @Test
    void whenARequestComesThenItsHandlerSeesWhoAskedWhat() throws Exception {
        start(RunningServer.builder().handler("store", requests::add));

        String id = peer.call("store", "{\"amount\": 12}");

        Request request = requests.poll(10, TimeUnit.SECONDS);
        assertThat(request.id().value()).isEqualTo(id);
        assertThat(request.method()).isEqualTo("store");
        assertThat(request.clientId()).isEqualTo(peer.id());
        assertThat(request.client().address().getPort()).isEqualTo(peer.send().localPort());
        assertThat(request.client().dialect()).isEqualTo("python/faster");
        assertThat(request.text()).isEqualTo("{\"amount\": 12}");
        assertThat(request.as(Order.class)).isEqualTo(new Order(12));
        assertThat(request)
                .hasToString("request '%s' for 'store' from client %s".formatted(id, peer.id()));
    }

    @Test
    void whenAHandlerRepliesManyTimesThenAllArriveInOrder() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "count",
                                request -> {
                                    for (int i = 0; i < 500; i++) {
                                        request.reply("reply " + i);
                                    }
                                }));

        peer.call("count", "");

        for (int i = 0; i < 500; i++) {
            assertThat(peer.replyText()).isEqualTo("reply " + i);
        }
    }

    @Test
    void whenAHandlerHasReturnedThenOthersMayStillReply() throws Exception {
        start(RunningServer.builder().handler("later", requests::add));
        String first = peer.call("later", "");
        String second = peer.call("later", "");

        requests.poll(10, TimeUnit.SECONDS);
        requests.poll(10, TimeUnit.SECONDS).replyObject(new Order(3)).get(10, TimeUnit.SECONDS);

        PythonReply reply = peer.reply();
        assertThat(reply.requestId()).isEqualTo(second).isNotEqualTo(first);
        assertThat(reply.payload()).asString().isEqualTo("{\"amount\":3}");
    }

    @Test
    void whenAReplyWouldBeTakenForTheGoodbyeThenTheClientIsToldOfAFailureInstead()
            throws Exception {
        start(RunningServer.builder());

        peer.call("echo", "__close__");
        assertThat(peer.replyText())
                .contains("IllegalArgumentException")
                .contains("the Python format cannot carry it");
        peer.call("echo", "__close__ ");
        assertThat(peer.replyText()).isEqualTo("__close__ ");
    }

    @Test
    void whenARequestIsDecodedThenItIsAcknowledgedBeforeItIsHandled() throws Exception {
        CountDownLatch mayReply = new CountDownLatch(1);
        start(
                RunningServer.builder()
                        .handler(
                                "slow",
                                request -> {
                                    mayReply.await();
                                    request.reply("done");
                                }));

        peer.call("slow", "");
        peer.call("slow", "");
        mayReply.countDown();

        assertThat(peer.replyText()).isEqualTo("done");
        assertThat(peer.replyText()).isEqualTo("done");
    }

    @Test
    void whenManyRequestsComeAtOnceThenAllAreAcknowledgedAndAnsweredInOrder() throws Exception {
        start(RunningServer.builder());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ids.add(peer.post("echo", NOTHING));
        }

        for (String id : ids) {
            peer.expectAcknowledgement();
            assertThat(peer.reply().requestId()).isEqualTo(id);
        }
    }

    @Test
    void whenAMethodHasNoHandlerOfItsOwnThenTheOneForAllTakesIt() throws Exception {
        start(
                RunningServer.builder()
                        .catchAll(request -> request.reply("all: " + request.method())));

        peer.call("grüße", "");
        peer.call("echo", "echo");

        assertThat(peer.replyText()).isEqualTo("all: grüße");
        assertThat(peer.replyText()).isEqualTo("echo");
    }

    @Test
    void whenAReplyIsOverTheLimitThenItFailsAndTheConnectionGoesOn() throws Exception {
        start(
                RunningServer.builder()
                        .handler("store", requests::add)
                        .limits(Limits.builder().maxMessageSize(1000).build()));
        String id = peer.call("store", "");
        Request request = requests.poll(10, TimeUnit.SECONDS);

        CompletableFuture<Void> sent = request.reply(new byte[1001]);

        assertThatThrownBy(sent::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("over the limit of 1,000 bytes (max-message-size)");
        request.reply("short");
        assertThat(peer.reply().requestId()).isEqualTo(id);
    }

    @Test
    void whenARequestIsOverTheLimitThenItsConnectionIsClosedAndNoOther() throws Exception {
        start(RunningServer.builder().limits(Limits.builder().maxMessageSize(1000).build()));
        RawPythonPeer other = server.connect();

        peer.post("echo", new byte[2000]);

        assertThat(peer.send().isClosedByServer()).isTrue();
        assertThat(peer.receive().isClosedByServer()).isTrue();
        other.call("echo", "still here");
        assertThat(other.replyText()).isEqualTo("still here");
    }

    @Test
    void whenARequestIsNotARequestThenItsConnectionIsClosedAndNoOther() throws Exception {
        start(RunningServer.builder());
        RawPythonPeer other = server.connect();

        try (LogLines log = new LogLines(ServerSession.class)) {
            peer.send().send("no fields".getBytes(StandardCharsets.UTF_8));

            assertThat(peer.send().isClosedByServer()).isTrue();
            assertThat(peer.receive().isClosedByServer()).isTrue();
            await().untilAsserted(
                            () ->
                                    assertThat(log.lines())
                                            .singleElement()
                                            .asString()
                                            .startsWith("WARN Client " + peer.id())
                                            .endsWith(
                                                    "expected a request of 3 fields but there were"
                                                            + " 1"));
        }
        other.call("echo", "still here");
        assertThat(other.replyText()).isEqualTo("still here");
    }

    @Test
    void whenAFrameComesAgainThenItsConnectionIsClosed() throws Exception {
        start(RunningServer.builder());
        byte[] frame = server.codec().encode(new PythonRequest("echo", "id", NOTHING).encode());
        peer.send().sendRaw(frame);
        peer.expectAcknowledgement();

        peer.send().sendRaw(frame);

        assertThat(peer.send().isClosedByServer()).isTrue();
    }

    @Test
    void whenTheClientSpeaksOnItsReceiveSocketThenItsConnectionIsClosed() throws Exception {
        start(RunningServer.builder());

        peer.receive().send("anything".getBytes(StandardCharsets.UTF_8));

        assertThat(peer.receive().isClosedByServer()).isTrue();
        assertThat(peer.send().isClosedByServer()).isTrue();
    }

    private void start(BiSocketServer.Builder builder) throws Exception {
        server = RunningServer.start(builder);
        peer = server.connect();
    }

    record Order(int amount) {}
}
