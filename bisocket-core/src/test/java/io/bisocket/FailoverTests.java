package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.transport.NamesTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of several servers, of which some are away. */
@Timeout(120)
class FailoverTests extends SeveralServersTest {

    @Test
    void whenTheFirstIsDownAtTheStartTheNextTakesTheClientAtOnce() {
        int down = closedPort();
        BiSocketServer second = server("second", 0);

        BiSocketClient client = client(UnaryOperator.identity(), down, second.port()).connect();
        open.add(client);

        assertThat(name(client)).isEqualTo("second");
        assertThat(client.serverAddress()).isEqualTo(address(second.port()));
        assertThat(client.serverAddresses()).containsExactly(address(down), address(second.port()));
        assertThat(client.remoteAddress())
                .isEqualTo(new InetSocketAddress("127.0.0.1", second.port()));
        patiently()
                .untilAsserted(
                        () ->
                                assertThat(told)
                                        .containsExactly(
                                                "failed " + down, "connected " + second.port()));
    }

    @Test
    void whenNoneTakesTheClientTheFailureSpeaksOfEach() {
        int down = closedPort();
        BiSocketServer other = start(BiSocketServer.builder().key(CryptoKey.of("f".repeat(64))), 0);

        assertThatThrownBy(() -> client(UnaryOperator.identity(), down, other.port()).connect())
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageStartingWith(
                        "none of 2 addresses took the client: cannot connect to 127.0.0.1:%d: connection refused; 127.0.0.1:%d closed the connection during the handshake"
                                .formatted(down, other.port()));
    }

    @Test
    void whenNobodyListensAtTheSessionsServerCallsGoToAnotherAtOnce() {
        limits = Limits.builder().resumeWindow(Duration.ofSeconds(5)).build();
        FaultProxy first = proxy(server("first", 0));
        BiSocketServer second = server("second", 0);
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        assertThat(name(client)).isEqualTo("first");
        CompletableFuture<byte[]> underWay = client.requestAsync("wait", new byte[0]);
        patiently().until(() -> told.contains("waiting"));

        first.close();

        patiently().until(() -> isAnsweredBy("second", client));
        assertThat(client.serverAddress()).isEqualTo(address(second.port()));
        patiently().until(() -> told.contains("replaced " + second.port()));
        assertThat(told).doesNotContain("lost");
        assertThat(underWay)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(SessionLostException.class);
        assertThat(second.clients()).hasSize(1);
    }

    @Test
    void whenTheServerIsSilentForTooLongAnotherOneIsGivenANewSession() {
        limits = Limits.builder().resumeWindow(Duration.ofSeconds(1)).build();
        FaultProxy first = proxy(server("first", 0));
        BiSocketServer second = server("second", 0);
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        assertThat(name(client)).isEqualTo("first");

        first.refuse(true);
        first.resetAll();

        patiently().until(() -> isAnsweredBy("second", client));
        patiently().until(() -> told.contains("connected " + second.port()));
        assertThat(told).contains("lost");
    }

    @Test
    void whenSocketsAreLostTheSessionResumesAtItsOwnServer() {
        FaultProxy first = proxy(server("first", 0));
        FaultProxy second = proxy(server("second", 0));
        BiSocketClient client =
                started(client(UnaryOperator.identity(), first.port(), second.port()));
        CompletableFuture<byte[]> underWay = client.requestAsync("wait", new byte[0]);
        patiently().until(() -> told.contains("waiting"));

        first.resetAll();
        patiently().until(() -> first.accepted() >= 4);
        answer.complete(null);

        assertThat(underWay).succeedsWithin(Duration.ofSeconds(20)).asString().isNotNull();
        assertThat(name(client)).isEqualTo("first");
        assertThat(second.accepted()).isZero();
        assertThat(told).doesNotContain("lost");
    }

    @Test
    void whenAllAreDownTheFirstThatIsBackTakesTheClient() {
        BiSocketServer first = server("first", 0);
        BiSocketServer second = server("second", 0);
        int port = second.port();
        BiSocketClient client = started(client(UnaryOperator.identity(), first.port(), port));

        first.close();
        second.close();
        patiently().until(() -> !client.isConnected() && client.lastError() != null);
        patiently().until(() -> told.contains("failed " + port));
        server("second", port);

        patiently().until(() -> isAnsweredBy("second", client));
    }

    @Test
    void whenAHostHasSeveralAddressesEachOfThemCounts() {
        int down = closedPort();
        FaultProxy refusing = proxy(server("first", 0));
        refusing.refuse(true);
        FaultProxy taking = proxy(server("second", 0));
        NamesTransport names = new NamesTransport(down, refusing.port(), taking.port());

        BiSocketClient client =
                started(client(builder -> builder.transport(names).address("servers", 1)));

        assertThat(name(client)).isEqualTo("second");
        assertThat(client.serverAddress()).hasToString("servers/<unresolved>:1");
        assertThat(client.remoteAddress())
                .isEqualTo(new InetSocketAddress("127.0.0.1", taking.port()));
        taking.resetAll();
        patiently().until(() -> taking.accepted() >= 4);
        assertThat(name(client)).isEqualTo("second");
    }

    @Test
    void whenAPythonServerIsGoneTheNextOneTakesTheClient() throws Exception {
        TcpRelay first = new TcpRelay(pythonServer("first").port());
        BiSocketServer second = pythonServer("second");
        BiSocketClient client =
                started(
                        client(
                                BiSocketClient.Builder::python,
                                closedPort(),
                                first.port(),
                                second.port()));
        assertThat(name(client)).isEqualTo("first");

        first.close();

        patiently().until(() -> isAnsweredBy("second", client));
        patiently().until(() -> told.contains("connected " + second.port()));
        assertThat(told).contains("lost");
    }

    @Test
    void whenAddressesAreNoneTheErrorSaysSo() {
        BiSocketClient.Builder builder = BiSocketClient.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addresses("node-1:65432", "node-2"))
                .withMessageStartingWith(
                        "an address of a server is 'node-2', but it must be a host and a port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addresses(List.of()))
                .withMessage("there must be at least one address");
    }

    private BiSocketServer pythonServer(String name) {
        return start(
                BiSocketServer.builder()
                        .key(KEY)
                        .python()
                        .handler("name", request -> request.reply(name)),
                0);
    }

    private int closedPort() {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", 1);
        proxy.close();
        return proxy.port();
    }
}
