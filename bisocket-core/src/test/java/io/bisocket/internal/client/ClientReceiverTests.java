package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.HandlerFailure;
import io.bisocket.Limits;
import io.bisocket.Message;
import io.bisocket.NoHandlerException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.internal.python.HandlerErrorPayload;
import io.bisocket.internal.python.RawPythonServer;
import io.bisocket.internal.server.LogLines;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientReceiverTests extends RawServerTest {

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @Test
    void whenTheServerSendsTheReceiverGetsItInOrder() throws Exception {
        BiSocketClient client = client(b -> b.onReceive(received::add));
        RawPythonServer.Pair pair = connect(client);

        for (int i = 0; i < 500; i++) {
            pair.reply("push", ("" + i).getBytes(UTF_8));
        }

        for (int i = 0; i < 500; i++) {
            Message message = next();
            assertThat(message.requestId().value()).isEqualTo("push");
            assertThat(message.as(Integer.class)).isEqualTo(i);
        }
    }

    @Test
    void whenTheMessageReportsAFailureItCanBeAskedAndThrown() throws Exception {
        BiSocketClient client = client(b -> b.onReceive(received::add));
        RawPythonServer.Pair pair = connect(client);
        HandlerFailure failure = new HandlerFailure("ValueError", "no", "m", null);
        HandlerFailure noHandler = new HandlerFailure("NoHandlerException", "no", "m", null);

        pair.reply("id", HandlerErrorPayload.encode(failure));
        pair.reply("id", HandlerErrorPayload.encode(noHandler));
        pair.reply("id", PAYLOAD);

        Message failed = next();
        assertThat(failed.isFailure()).isTrue();
        assertThat(failed.failure())
                .get()
                .isInstanceOfSatisfying(
                        RemoteHandlerException.class,
                        e -> assertThat(e.failure()).isEqualTo(failure));
        assertThat(failed.bytes()).isEmpty();
        assertThatThrownBy(failed::orThrow)
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessage("ValueError handling 'm': no");
        assertThatThrownBy(() -> failed.as(String.class))
                .isInstanceOf(RemoteHandlerException.class);
        assertThatThrownBy(next()::orThrow).isInstanceOf(NoHandlerException.class);
        Message fine = next();
        assertThat(fine.isFailure()).isFalse();
        assertThat(fine.orThrow()).isSameAs(fine);
    }

    @Test
    void whenTheReceiverThrowsTheNextMessageStillComes() throws Exception {
        BiSocketClient client =
                client(
                        b ->
                                b.onReceive(
                                        message -> {
                                            received.add(message);
                                            throw new Exception("the receiver fails");
                                        }));
        RawPythonServer.Pair pair = connect(client);

        try (LogLines log = new LogLines(Inbox.class)) {
            pair.reply("1", PAYLOAD);
            pair.reply("2", PAYLOAD);

            assertThat(next().requestId().value()).isEqualTo("1");
            assertThat(next().requestId().value()).isEqualTo("2");
            await().until(() -> log.lines().size() == 2);
            assertThat(log.lines().get(0))
                    .isEqualTo("ERROR The receiver failed to take Message[1, 7 bytes]");
        }
    }

    @Test
    void whenTheReceiverIsSlowTheSocketIsNotRead() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        Limits limits = Limits.builder().maxQueuedRequests(4).build();
        BiSocketClient client =
                client(
                        b ->
                                b.limits(limits)
                                        .onReceive(
                                                message -> {
                                                    goOn.await();
                                                    taken.incrementAndGet();
                                                }));
        RawPythonServer.Pair pair = connect(client);
        byte[] payload = new byte[1024 * 1024];
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 20; i++) {
                                pair.reply("push", payload);
                            }
                        });

        // Calls still work both ways but for replies, which would wait behind the messages.
        CompletableFuture<?> sent = client.sendAsync("still there", PAYLOAD);
        pair.accept();
        get(sent);
        assertThat(writing).isNotDone();
        goOn.countDown();

        get(writing);
        await().until(() -> taken.get() == 20);
    }

    @Test
    void whenTheReceiverCallsTheServerItGetsItsReply() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        BiSocketClient[] self = new BiSocketClient[1];
        BiSocketClient client =
                client(
                        b ->
                                b.onReceive(
                                        message ->
                                                outcome.complete(
                                                        new String(
                                                                self[0].request("back", PAYLOAD),
                                                                UTF_8))));
        self[0] = client;
        RawPythonServer.Pair pair = connect(client);

        pair.reply("push", PAYLOAD);
        pair.reply(pair.accept(), "done");

        assertThat(get(outcome)).isEqualTo("done");
    }

    @Test
    void whenTheUserHasAnExecutorTheReceiverRunsThere() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        BiSocketClient client =
                client(
                        b ->
                                b.executor(task -> new Thread(task, "mine").start())
                                        .onReceive(
                                                message -> {
                                                    threads.add(Thread.currentThread());
                                                    received.add(message);
                                                }));
        RawPythonServer.Pair pair = connect(client);

        pair.reply("push", PAYLOAD);

        next();
        assertThat(threads).allMatch(thread -> thread.getName().equals("mine"));
    }

    private Message next() throws InterruptedException {
        Message message = received.poll(20, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }
}
