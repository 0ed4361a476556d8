package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.ClientListener;
import io.bisocket.ConnectionLostException;
import io.bisocket.Message;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestId;
import io.bisocket.internal.python.PythonMarkers;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ClientCloseTests extends RawServerTest {

    private final ConnectionRecorder listener = new ConnectionRecorder();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @Test
    void whenClosedTheClientSaysGoodbye() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        CompletableFuture<Void> closed = client.closeAsync();
        PythonRequest goodbye = pair.readCall();
        assertThat(goodbye.method()).isEqualTo("close");
        assertThat(goodbye.payload()).asString(UTF_8).isEqualTo("closing");
        assertThat(goodbye.requestId()).hasSize(36);
        pair.acknowledge();
        assertThat(closed).isNotDone();
        pair.receive().write(PythonMarkers.closeReply().encode());
        pair.send().write(PythonMarkers.close());
        pair.receive().awaitEnd();
        pair.send().awaitEnd();
        pair.receive().close();
        pair.send().close();

        get(closed);
        assertThat(client.isConnected()).isFalse();
        assertThat(listener.isEmpty()).isTrue();
        client.close();
        assertThat(client.closeAsync()).isSameAs(closed);
    }

    @Test
    void whenRequestsAreUnderWayTheirRepliesStillCount() {
        BiSocketClient client = client(b -> b.onReceive(received::add));
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<byte[]> answered = client.requestAsync("answered", PAYLOAD);
        CompletableFuture<byte[]> queued = client.requestAsync("queued", PAYLOAD);
        CompletableFuture<byte[]> unanswered = client.requestAsync("unanswered", PAYLOAD);

        CompletableFuture<Void> closed = client.closeAsync();
        PythonRequest first = pair.accept();
        PythonRequest second = pair.accept();
        pair.accept();
        assertThat(pair.accept().method()).isEqualTo("close");
        pair.reply(first, "1");
        pair.reply(second, "2");
        pair.reply(second, "a further one");
        pair.leave();

        assertThat(get(answered)).asString(UTF_8).isEqualTo("1");
        assertThat(get(queued)).asString(UTF_8).isEqualTo("2");
        assertThat(failureOf(unanswered))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the client was closed");
        get(closed);
        assertThat(received).hasSize(1);
    }

    @Test
    void whenClosedNothingCanBeSent() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<Void> closed = client.closeAsync();

        assertThatThrownBy(() -> client.send("late", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("the client was closed");
        pair.sayGoodbye();
        get(closed);
        assertThat(failureOf(client.requestAsync("late", PAYLOAD)))
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("the client was closed");
        assertThat(failureOf(client.connectAsync()))
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("the client was closed");
        assertThat(failureOf(client.start())).isInstanceOf(NotConnectedException.class);
    }

    @Test
    void whenTheServerDiesInsteadOfAGoodbyeTheClientIsClosed() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();
        CompletableFuture<byte[]> unanswered = client.requestAsync("echo", PAYLOAD);
        pair.accept();

        CompletableFuture<Void> closed = client.closeAsync();
        pair.readCall();
        pair.reset();

        get(closed);
        assertThat(failureOf(unanswered)).hasMessage("the client was closed");
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void whenNeverConnectedCloseIsDoneAtOnce() {
        BiSocketClient client = client();

        client.close();
        client.close();

        get(client.closeAsync());
        assertThatThrownBy(client::connect).hasMessage("the client was closed");
    }

    @Test
    void whenTheReceiverClosesTheClientItDoesNotWaitForItself() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        BiSocketClient[] self = new BiSocketClient[1];
        BiSocketClient client =
                client(
                        b ->
                                b.onReceive(
                                        message -> {
                                            self[0].close();
                                            outcome.complete(message.text());
                                        }));
        self[0] = client;
        RawPythonServer.Pair pair = connect(client);

        pair.reply("push", PAYLOAD);
        pair.sayGoodbye();

        assertThat(get(outcome)).isEqualTo("payload");
        get(client.closeAsync());
    }

    @Test
    void whenAListenerClosesTheClientItIsClosed() {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        BiSocketClient client =
                client(
                        b ->
                                b.listener(
                                        new ClientListener() {
                                            @Override
                                            public void connected(BiSocketClient client) {
                                                client.close();
                                                outcome.complete(null);
                                            }
                                        }));
        RawPythonServer.Pair pair = connect(client);

        pair.sayGoodbye();

        get(outcome);
    }

    @Test
    void whenManyCloseAtOnceAllReturn() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<Void> first = CompletableFuture.runAsync(client::close);
        CompletableFuture<Void> second = CompletableFuture.runAsync(client::close);

        pair.sayGoodbye();

        get(first);
        get(second);
    }

    @Test
    void whenClosedItsThreadsEnd() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<RequestId> sent = client.sendAsync("echo", PAYLOAD);
        pair.accept();
        get(sent);
        CompletableFuture<Void> closed = client.closeAsync();
        pair.sayGoodbye();
        get(closed);

        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .map(Thread::getName)
                                        .noneMatch(name -> name.startsWith("bisocket-client-")));
    }
}
