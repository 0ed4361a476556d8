package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.Message;
import io.bisocket.RequestTimeoutException;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonServer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests whose caller waits no longer. */
class RequestEndTests extends RawServerTest {

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @Test
    void whenNoReplyComesTheRequestEndsAtItsDeadline() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply =
                client.requestAsync("slow", PAYLOAD, Duration.ofMillis(50));
        pair.accept();

        assertThat(failureOf(reply))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessage("no reply to 'slow' from %s within PT0.05S", address());
    }

    @Test
    void whenTheClientHasADefaultTimeoutItHolds() {
        BiSocketClient client = client(b -> b.requestTimeout(Duration.ofMillis(30)));
        connect(client);

        assertThatThrownBy(() -> client.request("slow", PAYLOAD))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("PT0.03S");
    }

    @Test
    void whenTheDeadlinePassesInTheQueueTheCallIsNeverSent() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        client.sendAsync("first", FILLING);
        PythonRequest first = pair.readCall();

        assertThatThrownBy(() -> client.request("late", PAYLOAD, Duration.ofMillis(50)))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("'late'");
        client.sendAsync("next", PAYLOAD);
        pair.acknowledge();

        assertThat(first.method()).isEqualTo("first");
        assertThat(pair.accept().method()).isEqualTo("next");
    }

    @Test
    void whenACallerCancelsTheReplyGoesToTheReceiver() throws Exception {
        BiSocketClient client = client(b -> b.onReceive(received::add));
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<byte[]> reply = client.requestAsync("echo", PAYLOAD);
        PythonRequest call = pair.accept();

        assertThat(reply.cancel(false)).isTrue();
        pair.reply(call, "too late");

        Message message = received.poll(20, TimeUnit.SECONDS);
        assertThat(message.requestId().value()).isEqualTo(call.requestId());
        assertThat(message.text()).isEqualTo("too late");
    }

    @Test
    void whenACallerCancelsInTheQueueTheCallIsNeverSent() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        client.sendAsync("first", FILLING);
        pair.readCall();

        client.requestAsync("cancelled", PAYLOAD).cancel(false);
        client.sendAsync("next", PAYLOAD);
        pair.acknowledge();

        assertThat(pair.accept().method()).isEqualTo("next");
    }

    @Test
    void whenTheWaitingThreadIsInterruptedTheRequestEnds() throws Exception {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                client.request("echo", PAYLOAD);
                            } catch (CancellationException e) {
                                outcome.complete(e);
                            }
                        });
        caller.start();
        pair.accept();

        caller.interrupt();

        assertThat(get(outcome)).hasMessage("interrupted while waiting for the reply to 'echo'");
        caller.join();
    }
}
