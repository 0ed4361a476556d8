package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What either side of a native connection asks of the other. */
@Timeout(60)
class SymmetryTests extends EitherSideTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAPeerIsAskedItAnswers(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.request("echo", "Grüße".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("Grüße");
        assertThat(peer.request("echo", List.of(1, 2), int[].class)).containsExactly(1, 2);
        assertThat(peer.method("headers").header("a", "1").header("b", "2").retrieve())
                .asString(UTF_8)
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(peer.requestAsync("echo", new byte[] {7}))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(new byte[] {7});
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAPeerHasNoHandlerTheCallerIsTold(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThatThrownBy(() -> peer.request("nothing", new byte[0]))
                .isInstanceOfSatisfying(
                        NoHandlerException.class, e -> assertThat(e.method()).isEqualTo("nothing"));
        assertThatThrownBy(() -> items(peer.method("nothing").stream(), 1))
                .hasCauseInstanceOf(NoHandlerException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheReplyComesFromElsewhereItComes(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.request("later", new byte[0])).asString(UTF_8).isEqualTo("at last");
    }

    @Test
    void whenTheServerSendsTheClientsHandlerTakesItOrElseItsReceiver() throws Exception {
        Peer client = peer(true);

        client.send("note", "to the handler");
        client.method("news").header("kind", "good").payload("to the receiver").send();

        Message message = received.poll(20, TimeUnit.SECONDS);
        assertThat(message.method()).contains("news");
        assertThat(message.text()).isEqualTo("to the receiver");
        assertThat(message.headers()).containsExactly(Map.entry("kind", "good"));
        await().until(() -> seen.get() != null);
        assertThat(seen.get().text()).isEqualTo("to the handler");
        assertThatThrownBy(() -> seen.get().client())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it is the server that asked");
    }

    @Test
    void whenTheReceiverIsRepliedToFromTheHandlerTheConversationGoesBothWays() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        BiSocketServer server =
                register(
                        server().handler(
                                        "start",
                                        request ->
                                                outcome.complete(
                                                        new String(
                                                                request.peer()
                                                                        .request(
                                                                                "echo",
                                                                                request.bytes()),
                                                                UTF_8)))
                                .start());
        BiSocketClient client = register(client(server).connect());

        client.send("start", "there and back");

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("there and back");
    }
}
