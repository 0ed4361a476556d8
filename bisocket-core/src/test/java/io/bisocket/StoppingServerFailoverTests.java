package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.secure.FaultProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of several servers, of which some stop and come back. */
@Timeout(120)
class StoppingServerFailoverTests extends SeveralServersTest {

    @Test
    void whenAServerDrainsNewCallsGoToTheNextAndTheLastAreAnswered() {
        BiSocketServer first = server("first", 0);
        BiSocketServer second = server("second", 0);
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        CompletableFuture<byte[]> underWay = client.requestAsync("wait", new byte[0]);
        patiently().until(() -> told.contains("waiting"));

        CompletableFuture<Void> stopped = first.stop();
        patiently().until(() -> isAnsweredBy("second", client));
        assertThat(stopped).isNotDone();
        answer.complete(null);

        assertThat(underWay).succeedsWithin(Duration.ofSeconds(20));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        assertThat(client.serverAddress()).isEqualTo(address(second.port()));
        patiently().until(() -> told.contains("replaced " + second.port()));
        assertThat(told).doesNotContain("lost");
    }

    @Test
    void whenAServerHasStoppedBeforeTheNextHasTakenTheClientThenRequestsWait() {
        BiSocketServer first = server("first", 0);
        FaultProxy second = proxy(server("second", 0));
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        second.pause(FaultProxy.Direction.TO_CLIENT);

        assertThat(first.stop()).succeedsWithin(Duration.ofSeconds(20));
        patiently().until(() -> !client.isConnected());
        CompletableFuture<byte[]> asked = client.requestAsync("name", new byte[0]);
        second.resume();

        assertThat(asked)
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo("second".getBytes(UTF_8));
        patiently().until(() -> told.contains("replaced " + second.port()));
        assertThat(told).doesNotContain("lost");
    }

    @Test
    void whenAServerHasStoppedAndNoneTakesTheClientThenItHasLostItsConnection() {
        BiSocketServer first = server("first", 0);
        FaultProxy second = proxy(server("second", 0));
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        second.pause(FaultProxy.Direction.TO_CLIENT);
        assertThat(first.stop()).succeedsWithin(Duration.ofSeconds(20));
        patiently().until(() -> !client.isConnected());
        CompletableFuture<byte[]> asked = client.requestAsync("name", new byte[0]);

        second.refuse(true);
        second.resetAll();

        assertThat(asked).failsWithin(Duration.ofSeconds(20));
        patiently().until(() -> told.contains("lost"));
        second.refuse(false);
        second.resume();
        patiently().until(() -> isAnsweredBy("second", client));
    }

    @Test
    void whenServersAreRestartedOneAfterTheOtherNoRequestFails() throws Exception {
        BiSocketServer first = server("first", 0);
        BiSocketServer second = server("second", 0);
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> asked =
                CompletableFuture.supplyAsync(
                        () -> {
                            int answers = 0;
                            while (!enough.get()) {
                                name(client);
                                answers++;
                            }
                            return answers;
                        });

        first.close();
        patiently().until(() -> client.serverAddress().getPort() == second.port());
        server("first", first.port());
        second.close();
        patiently().until(() -> client.serverAddress().getPort() == first.port());
        enough.set(true);

        assertThat(asked.get(60, TimeUnit.SECONDS)).isPositive();
    }
}
