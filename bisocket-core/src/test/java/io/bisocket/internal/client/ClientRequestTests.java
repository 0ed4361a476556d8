package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.Limits;
import io.bisocket.Message;
import io.bisocket.NoHandlerException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.internal.python.HandlerErrorPayload;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonServer;
import io.bisocket.internal.transport.EventLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRequestTests extends RawServerTest {

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @Test
    void whenTheServerRepliesTheRequestEnds() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply = client.requestAsync("grüße", PAYLOAD);
        PythonRequest call = pair.accept();
        pair.reply(call, "there");

        assertThat(call.method()).isEqualTo("grüße");
        assertThat(call.payload()).isEqualTo(PAYLOAD);
        assertThat(get(reply)).asString(UTF_8).isEqualTo("there");
    }

    @Test
    void whenTheThreadMayBlockTheReplyIsReturned() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply =
                CompletableFuture.supplyAsync(() -> client.request("echo", PAYLOAD));
        pair.reply(pair.accept(), "there");

        assertThat(get(reply)).asString(UTF_8).isEqualTo("there");
    }

    @Test
    void whenTheReplyComesBeforeTheAcknowledgementItCounts() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> first = client.requestAsync("echo", PAYLOAD);
        pair.reply(pair.readCall(), "early");
        assertThat(get(first)).asString(UTF_8).isEqualTo("early");
        CompletableFuture<byte[]> second = client.requestAsync("echo", PAYLOAD);
        pair.acknowledge();
        pair.reply(pair.accept(), "next");

        assertThat(get(second)).asString(UTF_8).isEqualTo("next");
    }

    @Test
    void whenRepliesComeInAnotherOrderEachFindsItsRequest() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        List<CompletableFuture<byte[]>> replies = new ArrayList<>();
        List<PythonRequest> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            replies.add(client.requestAsync("echo", ("" + i).getBytes(UTF_8)));
            calls.add(pair.accept());
        }

        for (int i = 19; i >= 0; i--) {
            pair.reply(calls.get(i).requestId(), calls.get(i).payload());
        }

        for (int i = 0; i < 20; i++) {
            assertThat(get(replies.get(i))).asString(UTF_8).isEqualTo("" + i);
        }
    }

    @Test
    void whenObjectsAreRequestedTheCodecConvertsThem() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<List<?>> reply =
                client.requestAsync("sum", List.of(1, 2), List.class)
                        .thenApply(list -> (List<?>) list);
        PythonRequest call = pair.accept();
        pair.reply(call, "[3]");

        assertThat(call.payload()).asString(UTF_8).isEqualTo("[1,2]");
        assertThat(get(reply).get(0)).isEqualTo(3);
    }

    @Test
    void whenTheReplyIsNoSuchObjectTheFutureSaysSo() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<Integer> reply = client.requestAsync("sum", List.of(), Integer.class);
        pair.reply(pair.accept(), "not a number");

        assertThat(failureOf(reply))
                .isInstanceOfSatisfying(
                        BiSocketException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PAYLOAD));
    }

    @Test
    void whenTheHandlerFailedTheCallerIsTold() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply = client.requestAsync("fail", PAYLOAD);
        HandlerFailure failure = new HandlerFailure("ValueError", "no good", "fail", null);
        pair.reply(pair.accept().requestId(), HandlerErrorPayload.encode(failure));

        assertThat(failureOf(reply))
                .isInstanceOfSatisfying(
                        RemoteHandlerException.class,
                        e -> assertThat(e.failure()).isEqualTo(failure))
                .hasMessage("ValueError handling 'fail': no good");
    }

    @Test
    void whenTheServerHasNoHandlerTheMethodIsNamed() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply = client.requestAsync("nothing", PAYLOAD);
        HandlerFailure failure = new HandlerFailure("NoHandlerException", "sorry", null, null);
        pair.reply(pair.accept().requestId(), HandlerErrorPayload.encode(failure));

        assertThat(failureOf(reply))
                .isInstanceOfSatisfying(
                        NoHandlerException.class, e -> assertThat(e.method()).isEqualTo("nothing"));
    }

    @Test
    void whenRepliesFollowTheFirstTheReceiverGetsThem() throws Exception {
        BiSocketClient client = client(b -> b.onReceive(received::add));
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<byte[]> reply = client.requestAsync("ticks", PAYLOAD);
        PythonRequest call = pair.accept();

        pair.reply(call, "1");
        pair.reply(call, "2");
        pair.reply(call, "3");

        assertThat(get(reply)).asString(UTF_8).isEqualTo("1");
        assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("2");
        assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("3");
    }

    @Test
    void whenThereIsNoReceiverFurtherRepliesAreDropped() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<byte[]> first = client.requestAsync("ticks", PAYLOAD);
        PythonRequest call = pair.accept();
        pair.reply(call, "1");
        pair.reply(call, "2");

        CompletableFuture<byte[]> second = client.requestAsync("echo", PAYLOAD);
        pair.reply(pair.accept(), "there");

        assertThat(get(first)).asString(UTF_8).isEqualTo("1");
        assertThat(get(second)).asString(UTF_8).isEqualTo("there");
    }

    @Test
    void whenThePayloadIsTooLargeNothingIsQueued() {
        Limits limits = Limits.builder().maxMessageSize(1000).build();
        BiSocketClient client = client(b -> b.limits(limits));
        RawPythonServer.Pair pair = connect(client);

        assertThatThrownBy(() -> client.request("echo", new byte[1001]))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessage(
                        "a message of 1,001 bytes is over the limit of 1,000 bytes (max-message-size)");
        assertThat(failureOf(client.sendAsync("echo", new byte[1001])))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThat(failureOf(client.sendAsync("frame", new byte[990])))
                .isInstanceOf(PayloadTooLargeException.class);
        client.sendAsync("small", PAYLOAD);

        assertThat(pair.accept().method()).isEqualTo("small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "close", "a|(---)|b", "ends in |(---)", "\ud800"})
    void whenAMethodNameCannotBeCarriedItIsRefused(String method) {
        BiSocketClient client = client();

        assertThatThrownBy(() -> client.send(method, PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method");
        assertThatThrownBy(() -> client.requestAsync(method, PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whenATimeoutIsNotPositiveItIsRefused() {
        assertThatThrownBy(() -> client().requestAsync("echo", PAYLOAD, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request's timeout must be more than zero but was PT0S");
    }

    @Test
    void whenAFutureCompletesItIsOnTheExecutor() {
        AtomicReference<String> thread = new AtomicReference<>();
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<Void> seen =
                client.requestAsync("echo", PAYLOAD)
                        .thenAccept(reply -> thread.set(Thread.currentThread().getName()));
        await().until(() -> seen.getNumberOfDependents() == 0);

        pair.reply(pair.accept(), "there");

        get(seen);
        assertThat(thread.get()).startsWith("bisocket-client-").doesNotContain("io");
    }

    @Test
    void whenACallWouldBlockAnEventLoopItIsRefused() {
        BiSocketClient client = client();
        EventLoops loops = EventLoops.shared();
        try {
            CompletableFuture<byte[]> reply =
                    CompletableFuture.supplyAsync(
                            () -> client.request("echo", PAYLOAD), loops.group().next());

            assertThat(failureOf(reply))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "waiting for the reply to 'echo' would block the event loop bisocket-client-io")
                    .hasMessageContaining("the method that ends in Async");
        } finally {
            loops.release();
        }
    }
}
