package io.bisocket.test.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientListener;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Reconnect;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BiSocketFaultsTests {

    /** What really carries the bytes. */
    enum Carrier {
        IN_MEMORY,
        TCP;

        Transport transport() {
            return this == TCP ? Transport.tcp() : Transport.inMemory();
        }
    }

    private static final CryptoKey KEY =
            CryptoKey.of("b8f0e1c54c1f8f4bd5ff2ad2a5ba8e35d2e2f0b1e7b5f6fd3d8c2c6f1c5a7e90");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private BiSocketFaults faults = BiSocketFaults.on(Transport.inMemory());
    private BiSocketServer server;
    private BiSocketClient client;

    @AfterEach
    void close() {
        release.countDown();
        faults.heal();
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenASocketIsLostTheSessionGoesOn(Carrier carrier) throws Exception {
        start(carrier);
        CompletableFuture<byte[]> slow = client.requestAsync("slow", new byte[] {1});
        await().until(() -> handled.get() == 1);

        faults.loseSocket(SocketRole.SEND);
        await().untilAsserted(() -> assertThat(heard).contains("lost SEND", "resumed SEND"));
        faults.loseSocket(SocketRole.RECEIVE);
        await().untilAsserted(() -> assertThat(heard).contains("lost RECEIVE", "resumed RECEIVE"));
        release.countDown();

        assertThat(slow.get(30, TimeUnit.SECONDS)).containsExactly(1);
        assertThat(handled).hasValue(1);
        assertThat(heard).doesNotContain("connection lost");
    }

    @ParameterizedTest
    @EnumSource
    void whenTheNetworkIsCutForAWhileNothingIsLost(Carrier carrier) throws Exception {
        start(carrier);

        CompletableFuture<byte[]> reply;
        try (Fault outage = faults.cut()) {
            assertThat(outage.isActive()).isTrue();
            assertThat(faults.openSockets()).isZero();
            reply = client.requestAsync("echo", new byte[] {7});
            assertThat(reply).isNotDone();
        }

        assertThat(reply.get(30, TimeUnit.SECONDS)).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource
    void whenSessionsAreLostCallsFailAndTheClientComesBack(Carrier carrier) {
        start(carrier);
        CompletableFuture<byte[]> slow = client.requestAsync("slow", new byte[0]);
        await().until(() -> handled.get() == 1);

        faults.loseSessions();

        assertThatThrownBy(() -> slow.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionLostException.class);
        release.countDown();
        awaitComeback();
        assertThat(client.request("echo", new byte[] {2})).containsExactly(2);
    }

    @Test
    void whenTheServerIsDownNothingAnswersUntilItIsBack() {
        start(Carrier.IN_MEMORY);

        try (Fault down = faults.serverDown()) {
            assertThat(faults.openSockets()).isZero();
            assertThatThrownBy(this::anotherClient)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("connection refused");
            assertThat(down.isActive()).isTrue();
        }

        awaitComeback();
        assertThat(client.request("echo", new byte[] {3})).containsExactly(3);
    }

    @Test
    void whenConnectionsAreRefusedThoseThatThereAreStay() {
        start(Carrier.IN_MEMORY);

        try (Fault refusal = faults.refuseConnections()) {
            assertThat(client.request("echo", new byte[] {4})).containsExactly(4);
            assertThatThrownBy(this::anotherClient).isInstanceOf(ConnectionLostException.class);
            assertThat(refusal.isActive()).isTrue();
        }

        anotherClient().close();
    }

    @ParameterizedTest
    @EnumSource(SocketRole.class)
    void whenASocketStallsWhatItCarriesComesAfterwards(SocketRole role) throws Exception {
        start(Carrier.IN_MEMORY);
        Fault stall = faults.stall(role);

        CompletableFuture<byte[]> reply = client.requestAsync("slow", new byte[1_000_000]);
        if (role == SocketRole.RECEIVE) {
            await().until(() -> handled.get() == 1);
        }
        release.countDown();
        assertThat(reply).isNotDone();
        stall.close();
        stall.close();

        assertThat(reply.get(30, TimeUnit.SECONDS)).hasSize(1_000_000);
        assertThat(handled).hasValue(1);
    }

    @Test
    void whenEverythingIsDelayedItTakesSoLongEachWay() {
        start(Carrier.IN_MEMORY);
        long before;

        try (Fault delay = faults.delay(Duration.ofMillis(100))) {
            before = System.nanoTime();
            assertThat(client.request("echo", new byte[] {5})).containsExactly(5);
            assertThat(delay.isActive()).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whenADelayIsNoneItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.delay(Duration.ZERO))
                .withMessage("a delay must be more than zero but was PT0S");
    }

    @Test
    void whenThePythonFormatLosesASocketItsConnectionIsLost() {
        server =
                builder()
                        .python(Encryption.FASTER)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .start();
        client = clientBuilder().python(Encryption.FASTER).connect();
        await().until(() -> heard.remove("connected again"));

        faults.loseSocket(SocketRole.RECEIVE);

        awaitComeback();
        assertThat(client.request("echo", new byte[] {6})).containsExactly(6);
    }

    private void awaitComeback() {
        await().untilAsserted(
                        () -> assertThat(heard).contains("connection lost", "connected again"));
    }

    private void start(Carrier carrier) {
        faults = BiSocketFaults.on(carrier.transport());
        server =
                builder()
                        .handler("echo", request -> request.reply(request.bytes()))
                        .handler(
                                "slow",
                                request -> {
                                    handled.incrementAndGet();
                                    release.await();
                                    request.reply(request.bytes());
                                })
                        .start();
        client = clientBuilder().connect();
        await().until(() -> heard.remove("connected again"));
    }

    private BiSocketServer.Builder builder() {
        return BiSocketServer.builder()
                .transport(faults.transport())
                .address("127.0.0.1")
                .port(0)
                .key(KEY);
    }

    private BiSocketClient.Builder clientBuilder() {
        return BiSocketClient.builder()
                .transport(faults.transport())
                .address("127.0.0.1", server.port())
                .key(KEY)
                .reconnect(Reconnect.backoff(Duration.ofMillis(10), Duration.ofMillis(100)))
                .listener(new Heard());
    }

    private BiSocketClient anotherClient() {
        return BiSocketClient.builder()
                .transport(faults.transport())
                .address("127.0.0.1", server.port())
                .key(KEY)
                .connect();
    }

    private final class Heard implements ClientListener {

        @Override
        public void connected(BiSocketClient connected) {
            heard.add("connected again");
        }

        @Override
        public void connectionLost(BiSocketClient lost, io.bisocket.BiSocketException cause) {
            heard.add("connection lost");
        }

        @Override
        public void socketLost(BiSocketClient client, SocketRole role) {
            heard.add("lost " + role);
        }

        @Override
        public void socketResumed(BiSocketClient client, SocketRole role) {
            heard.add("resumed " + role);
        }
    }
}
