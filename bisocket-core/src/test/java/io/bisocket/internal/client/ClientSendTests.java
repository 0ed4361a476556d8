package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestId;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientSendTests extends RawServerTest {

    @Test
    void whenTheServerAcknowledgesTheSendIsDone() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent = client.sendAsync("echo", PAYLOAD);
        PythonRequest call = pair.readCall();
        assertThat(sent).isNotDone();
        pair.acknowledge();

        assertThat(get(sent).value()).isEqualTo(call.requestId());
        assertThat(call.requestId()).hasSize(36);
    }

    @Test
    void whenTheThreadMayBlockItWaitsForTheAcknowledgement() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent =
                CompletableFuture.supplyAsync(() -> client.send("echo", "text"));
        PythonRequest call = pair.accept();

        assertThat(get(sent).value()).isEqualTo(call.requestId());
        assertThat(call.payload()).asString(UTF_8).isEqualTo("text");
    }

    @Test
    void whenAnObjectIsSentTheCodecConvertsIt() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent =
                CompletableFuture.supplyAsync(() -> client.sendObject("echo", List.of("a", 1)));

        assertThat(pair.accept().payload()).asString(UTF_8).isEqualTo("[\"a\",1]");
        get(sent);
    }

    @Test
    void whenCallsAreUnacknowledgedFurtherOnesAreSentUntilTheyAreMany() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        for (int i = 0; i < 130; i++) {
            client.sendAsync("m" + i, PAYLOAD);
        }
        for (int i = 0; i < 128; i++) {
            assertThat(pair.readCall().method()).isEqualTo("m" + i);
        }
        pair.send().readWithPatience(Duration.ofMillis(50));

        assertThatThrownBy(pair::readCall).hasMessageContaining("timed out");

        pair.send().readWithPatience(Duration.ofSeconds(20));
        pair.acknowledge();
        assertThat(pair.readCall().method()).isEqualTo("m128");
        pair.acknowledge();
        assertThat(pair.readCall().method()).isEqualTo("m129");
    }

    @Test
    void whenUnacknowledgedCallsAreLargeTheNextOneWaits() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        client.sendAsync("first", new byte[40_000]);
        client.sendAsync("second", new byte[40_000]);
        client.sendAsync("third", PAYLOAD);
        pair.readCall();
        pair.send().readWithPatience(Duration.ofMillis(50));

        assertThatThrownBy(pair::readCall).hasMessageContaining("timed out");

        pair.send().readWithPatience(Duration.ofSeconds(20));
        pair.acknowledge();
        assertThat(pair.readCall().method()).isEqualTo("second");
        assertThat(pair.readCall().method()).isEqualTo("third");
    }

    @Test
    void whenAcknowledgementsComeTogetherEachIsForTheOldestCall() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<RequestId> first = client.sendAsync("first", PAYLOAD);
        CompletableFuture<RequestId> second = client.sendAsync("second", PAYLOAD);
        CompletableFuture<RequestId> third = client.sendAsync("third", PAYLOAD);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(pair.readCall().requestId());
        }

        pair.send().writeBytes("ok|[-_-]|ok|[-_-]|".getBytes(UTF_8));

        assertThat(get(first).value()).isEqualTo(ids.get(0));
        assertThat(get(second).value()).isEqualTo(ids.get(1));
        assertThat(third).isNotDone();
        pair.acknowledge();
        assertThat(get(third).value()).isEqualTo(ids.get(2));
    }

    @Test
    void whenOneThreadCallsTheOrderIsKept() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        List<CompletableFuture<RequestId>> sent =
                IntStream.range(0, 200).mapToObj(i -> client.sendAsync("m" + i, PAYLOAD)).toList();

        for (int i = 0; i < 200; i++) {
            assertThat(pair.accept().method()).isEqualTo("m" + i);
        }

        sent.forEach(RawServerTest::get);
    }

    @Test
    void whenThePayloadIsChangedAfterwardsTheOriginalIsSent() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        client.sendAsync("first", FILLING);
        byte[] payload = "original".getBytes(UTF_8);
        client.sendAsync("second", payload);
        payload[0] = 'X';
        pair.accept();

        assertThat(pair.accept().payload()).asString(UTF_8).isEqualTo("original");
    }

    @Test
    void whenTooMuchWaitsAsyncCallsFailAndBlockingOnesWait() {
        Limits limits = Limits.builder().maxOutboxBytes(5000).build();
        BiSocketClient client = client(b -> b.limits(limits));
        RawPythonServer.Pair pair = connect(client);
        List<CompletableFuture<RequestId>> admitted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            admitted.add(client.sendAsync("m" + i, new byte[900]));
        }

        assertThat(failureOf(client.sendAsync("refused", new byte[900])))
                .isInstanceOf(OutboxFullException.class)
                .hasMessage(
                        "the outbox of %s is full: over 5,000 bytes wait to be sent (max-outbox-bytes)",
                        address());
        CompletableFuture<RequestId> waiting =
                CompletableFuture.supplyAsync(() -> client.send("waits", new byte[900]));

        for (int i = 0; i < 4; i++) {
            assertThat(pair.accept().method()).isEqualTo("m" + i);
        }
        assertThat(pair.accept().method()).isEqualTo("waits");
        get(waiting);
        admitted.forEach(RawServerTest::get);
        CompletableFuture<RequestId> later = client.sendAsync("room again", new byte[900]);
        assertThat(pair.accept().method()).isEqualTo("room again");
        get(later);
    }

    @Test
    void whenASingleMessageIsLargerThanTheOutboxItIsAdmitted() {
        Limits limits = Limits.builder().maxOutboxBytes(100).build();
        BiSocketClient client = client(b -> b.limits(limits));
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent = client.sendAsync("large", new byte[100_000]);

        assertThat(pair.accept().payload()).hasSize(100_000);
        get(sent);
    }

    @Test
    void whenEmptyMessagesPileUpTheyAreBoundedToo() {
        Limits limits = Limits.builder().maxOutboxBytes(10_000).build();
        BiSocketClient client = client(b -> b.limits(limits));
        connect(client);

        List<CompletableFuture<RequestId>> sent =
                IntStream.range(0, 100)
                        .mapToObj(i -> client.sendAsync("empty", new byte[0]))
                        .toList();

        assertThat(sent).anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void whenTheAcknowledgementDoesNotComeTheConnectionIsLost() {
        Limits limits = Limits.builder().writeTimeout(Duration.ofMillis(100)).build();
        BiSocketClient client = client(b -> b.limits(limits));
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent = client.sendAsync("echo", PAYLOAD);
        pair.readCall();

        assertThat(failureOf(sent))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(
                        "the server did not acknowledge a call within PT0.1S (write-timeout)");
        pair.send().awaitEnd();
        pair.receive().awaitEnd();
    }

    @Test
    void whenTheServerReadsNothingTheConnectionIsLost() {
        Limits limits = Limits.builder().writeTimeout(Duration.ofMillis(200)).build();
        BiSocketClient client = client(b -> b.limits(limits));
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<RequestId> sent = client.sendAsync("echo", new byte[15 * 1024 * 1024]);

        assertThat(failureOf(sent))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("has read nothing for PT0.2S (write-timeout)");
        pair.receive().awaitEnd();
    }

    @Test
    void whenTheServerReadsSlowlyTheMessageArrives() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        byte[] payload = new byte[2 * 1024 * 1024];
        payload[payload.length - 1] = 1;

        CompletableFuture<RequestId> sent = client.sendAsync("echo", payload);

        assertThat(pair.accept().payload()).isEqualTo(payload);
        get(sent);
    }

    @Test
    void whenManyThreadsSendEachIsAcknowledged() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        List<Thread> threads =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        new Thread(
                                                () -> {
                                                    for (int j = 0; j < 10; j++) {
                                                        client.send("t" + i, "" + j);
                                                    }
                                                }))
                        .toList();
        threads.forEach(Thread::start);

        int[] next = new int[20];
        for (int i = 0; i < 200; i++) {
            PythonRequest call = pair.accept();
            int thread = Integer.parseInt(call.method().substring(1));
            assertThat(new String(call.payload(), UTF_8)).isEqualTo("" + next[thread]++);
        }

        assertThat(next).containsOnly(10);
    }
}
