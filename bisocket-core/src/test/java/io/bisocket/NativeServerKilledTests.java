package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server's process is killed while calls are under way. {@code -Dbisocket.killed.window} sets
 * the resume window in seconds, 2 where nothing is said; the product's default is 15.
 */
@Timeout(120)
class NativeServerKilledTests {

    private static final int WINDOW = Integer.getInteger("bisocket.killed.window", 2);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static BiSocketClient client(EchoServerProcess server, int windowSeconds) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(EchoServerProcess.KEY)
                .limits(Limits.builder().resumeWindow(Duration.ofSeconds(windowSeconds)).build())
                .connect();
    }

    @Test
    void whenTheServerIsKilledCallsEndAndTheNextServerIsFound() throws Exception {
        EchoServerProcess first = EchoServerProcess.start(0);
        try (BiSocketClient client = client(first, 15)) {
            assertThat(client.request("echo", "here".getBytes(UTF_8))).asString().isEqualTo("here");
            CompletableFuture<byte[]> patient = client.requestAsync("never", new byte[0], LONG);
            CompletableFuture<byte[]> hurried =
                    client.requestAsync("never", new byte[0], Duration.ofMillis(1500));
            client.request("echo", new byte[0]);
            first.kill();
            assertThat(failure(hurried)).isInstanceOf(SessionLostException.class);
            assertThat(patient).isNotDone();

            try (EchoServerProcess second = EchoServerProcess.start(first.port())) {
                long answering = System.nanoTime();
                assertThat(failure(patient))
                        .isInstanceOf(SessionLostException.class)
                        .hasMessageContaining("no longer knows the session");
                report("the session was lost", answering, "after the next server listened");
                await().until(client::isConnected);
                assertThat(client.request("echo", "again".getBytes(UTF_8)))
                        .asString()
                        .isEqualTo("again");
                assertThat(second.port()).isEqualTo(first.port());
            }
        } finally {
            first.close();
        }
    }

    @Test
    void whenNoServerComesCallsEndWithTheResumeWindow() throws Exception {
        EchoServerProcess first = EchoServerProcess.start(0);
        try (BiSocketClient client = client(first, WINDOW)) {
            CompletableFuture<byte[]> patient = client.requestAsync("never", new byte[0], LONG);
            client.request("echo", new byte[0]);
            long killed = System.nanoTime();
            first.kill();
            assertThat(failure(patient))
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("(resume-window)");
            report("the session was lost", killed, "after the server was killed");
            // Whoever waited may be told a moment before the client itself.
            await().until(() -> !client.isConnected());
        } finally {
            first.close();
        }
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            future.get(50, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("it did not fail");
    }

    private static void report(String what, long since, String when) {
        System.out.printf("%s %d ms %s%n", what, (System.nanoTime() - since) / 1_000_000, when);
    }
}
