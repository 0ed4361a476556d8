package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.HelloServer.PSK;
import static io.bisocket.internal.secure.HelloServer.SERVICE;
import static io.bisocket.internal.secure.Records.plaintext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.secure.FaultProxy.Direction;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Both ends on real sockets, closed after each test. */
abstract class SecureNetwork {

    static EventLoops loops;

    final RecordingEvents events = new RecordingEvents();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.forServer();
    }

    @AfterAll
    static void stopLoops() {
        loops.release().join();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    HelloServer server(Limits limits) {
        HelloServer server = new HelloServer(loops.group(), loops.serverChannelType(), limits);
        open.add(server);
        return server;
    }

    FaultProxy proxy(HelloServer server) {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        open.add(0, proxy);
        return proxy;
    }

    static FaultPlan plan(Direction direction, int unit, Fault fault) {
        return FaultPlan.once(0, direction, unit, fault);
    }

    static CompletableFuture<SecureSocket> connect(int port) {
        return connect(port, PSK, SERVICE, Limits.defaults());
    }

    static CompletableFuture<SecureSocket> connect(
            int port, SecretBytes psk, String service, Limits limits) {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("127.0.0.1", port),
                        Duration.ofSeconds(20),
                        false,
                        null);
        HelloHeader header = new HelloHeader(0, KeyKind.CONFIGURED, SocketRole.SEND, new byte[16]);
        return ClientHelloHandler.connect(connector, header, psk, service, limits);
    }

    /** Starts a client and has its first record opened. */
    HelloServer.Opened start(HelloServer server, SecureSocket client) {
        client.loop().execute(() -> client.start(events));
        events.send(client, plaintext(0, 4));
        return server.awaitOpened();
    }

    static void awaitNumbers(RecordingEvents events, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> events.received.size() == count);
    }

    static void assertNumbered(List<byte[]> records, int first) {
        int expected = first;
        for (byte[] record : records) {
            assertThat(record).isEqualTo(plaintext(expected, record.length));
            expected++;
        }
    }

    static SecureSocket get(CompletableFuture<SecureSocket> connecting) throws Exception {
        return connecting.get(20, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletableFuture<SecureSocket> connecting) {
        Throwable thrown = catchThrowable(() -> get(connecting));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }
}
