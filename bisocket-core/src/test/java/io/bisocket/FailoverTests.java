package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.transport.NamesTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of several servers, of which some are away. */
@Timeout(120)
class FailoverTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final Reconnect QUICK =
            Reconnect.backoff(Duration.ofMillis(10), Duration.ofMillis(100));

    private Limits limits = Limits.defaults();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    @AfterEach
    void close() throws Exception {
        answer.complete(null);
        for (int last = open.size() - 1; last >= 0; last--) {
            open.get(last).close();
        }
    }

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

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private BiSocketClient.Builder client(
            UnaryOperator<BiSocketClient.Builder> more, int... ports) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .key(KEY)
                        .reconnect(QUICK)
                        .limits(limits)
                        .listener(new Listener());
        if (ports.length > 0) {
            builder.addresses(Arrays.stream(ports).mapToObj(port -> "127.0.0.1:" + port).toList());
        }
        return more.apply(builder);
    }

    private BiSocketClient started(BiSocketClient.Builder builder) {
        BiSocketClient client = builder.build();
        open.add(client);
        assertThat(client.start()).succeedsWithin(Duration.ofSeconds(20));
        return client;
    }

    private BiSocketServer server(String name, int port) {
        return start(
                BiSocketServer.builder()
                        .key(KEY)
                        .handler("name", request -> request.reply(name))
                        .asyncHandler("wait", this::waiting),
                port);
    }

    private CompletionStage<?> waiting(Request request) {
        told.add("waiting");
        return answer.thenCompose(done -> request.reply("late"));
    }

    private BiSocketServer pythonServer(String name) {
        return start(
                BiSocketServer.builder()
                        .key(KEY)
                        .python()
                        .handler("name", request -> request.reply(name)),
                0);
    }

    private BiSocketServer start(BiSocketServer.Builder builder, int port) {
        BiSocketServer server = builder.address("127.0.0.1").port(port).limits(limits).start();
        open.add(server);
        return server;
    }

    private FaultProxy proxy(BiSocketServer server) {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        open.add(proxy);
        return proxy;
    }

    private int closedPort() {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", 1);
        proxy.close();
        return proxy.port();
    }

    private static InetSocketAddress address(int port) {
        return InetSocketAddress.createUnresolved("127.0.0.1", port);
    }

    private static String name(BiSocketClient client) {
        return new String(client.request("name", new byte[0]), UTF_8);
    }

    private static boolean isAnsweredBy(String server, BiSocketClient client) throws Exception {
        try {
            byte[] name =
                    client.requestAsync("name", new byte[0], Duration.ofSeconds(10))
                            .get(20, TimeUnit.SECONDS);
            return server.equals(new String(name, UTF_8));
        } catch (ExecutionException e) {
            return false;
        }
    }

    private final class Listener implements ClientListener {

        @Override
        public void connected(BiSocketClient client) {
            told.add("connected " + client.serverAddress().getPort());
        }

        @Override
        public void sessionReplaced(BiSocketClient client) {
            told.add("replaced " + client.serverAddress().getPort());
        }

        @Override
        public void attemptFailed(
                BiSocketClient client, InetSocketAddress server, BiSocketException cause) {
            told.add("failed " + server.getPort());
        }

        @Override
        public void connectionLost(BiSocketClient client, BiSocketException cause) {
            told.add("lost");
        }
    }
}
