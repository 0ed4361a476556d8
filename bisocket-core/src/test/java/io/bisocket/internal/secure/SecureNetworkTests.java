package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.HelloServer.PSK;
import static io.bisocket.internal.secure.HelloServer.SERVICE;
import static io.bisocket.internal.secure.Records.plaintext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.HandshakeException;
import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.secure.FaultProxy.Direction;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.channel.Channel;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends on real sockets. */
class SecureNetworkTests {

    private static EventLoops loops;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final RecordingEvents events = new RecordingEvents();

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

    @Test
    void whenMuchGoesBothWaysThenAllOfItComesInOrder() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);
        int records = 1500;

        for (int i = 1; i <= records; i++) {
            byte[] plaintext = plaintext(i, i % 7 == 0 ? 16_384 : 4 + i % 300);
            events.toSend.add(plaintext);
            opened.events().toSend.add(plaintext);
        }
        client.loop().execute(client::wake);
        opened.socket().loop().execute(opened.socket()::wake);

        awaitNumbers(opened.events(), records + 1);
        awaitNumbers(events, records);
        assertNumbered(events.received, 1);
        assertNumbered(opened.events().received, 0);
    }

    @Test
    void whenThePeerDoesNotReadThenLittleIsAskedForAndWhenItDoesAllOfItComes() throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        SecureSocket client = get(connect(proxy.port()));
        HelloServer.Opened opened = start(server, client);
        Watch watch = new Watch();
        opened.socket().loop().submit(() -> opened.socket().observe(watch)).sync();
        proxy.pause(Direction.TO_CLIENT);
        int records = 4000;
        for (int i = 0; i < records; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().submit(() -> opened.socket().wake()).sync();

        await().until(() -> watch.backlog.contains(true));
        await().during(Duration.ofMillis(200)).until(() -> heldBy(server) <= 200_000);
        assertThat(opened.events().toSend).hasSizeGreaterThan(records / 2);
        assertThat(events.received).isEmpty();

        proxy.resume();

        awaitNumbers(events, records);
        assertNumbered(events.received, 0);
        await().until(() -> watch.written.get() == records * (16_384L + 18));
        await().until(() -> !watch.backlog.get(watch.backlog.size() - 1));
        for (int i = 0; i < watch.backlog.size(); i++) {
            assertThat(watch.backlog.get(i)).as("change %d", i).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void whenThePeerReadsNothingForTooLongThenTheConnectionEnds() throws Exception {
        Limits limits = Limits.builder().writeTimeout(Duration.ofMillis(200)).build();
        HelloServer server = server(limits);
        FaultProxy proxy = proxy(server);
        SecureSocket client = get(connect(proxy.port()));
        HelloServer.Opened opened = start(server, client);
        proxy.pause(Direction.TO_CLIENT);
        for (int i = 0; i < 4000; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().execute(opened.socket()::wake);

        BiSocketException cause = opened.events().awaitClosed().orElseThrow();
        assertThat(cause).hasMessageContaining("has read nothing for PT0.2S (write-timeout)");
        assertThat(cause.code()).isEqualTo(ErrorCode.SLOW_CONSUMER);
    }

    @Test
    void whenFinishedThenAllThatWasThereArrivesThoughThePeerStillSends() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);
        int records = 500;
        for (int i = 0; i < records; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
            events.toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().execute(opened.socket()::finish);
        client.loop().execute(client::wake);

        assertThat(events.awaitClosed())
                .get()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the peer closed the connection");
        assertThat(opened.events().awaitClosed()).isEmpty();
        assertThat(events.received).hasSize(records);
        assertNumbered(events.received, 0);
    }

    @Test
    void whenAbortedThenThePeerHearsOfItAtOnce() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);

        client.loop().execute(client::abort);

        assertThat(events.awaitClosed()).isEmpty();
        assertThat(opened.events().awaitClosed()).isPresent();
    }

    @Test
    void whenTheKeyIsAnotherThenTheClientIsToldWhatMayBeWrong() {
        HelloServer server = server(Limits.defaults());

        Throwable failure =
                failure(connect(server.port(), SecretBytes.random(32), SERVICE, Limits.defaults()));

        assertThat(failure)
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage(
                        "127.0.0.1:%d closed the connection during the handshake: it holds another key or service name, or does not speak BiSocket/2",
                        server.port());
        await().until(() -> server.neverOpened.size() == 1);
    }

    @Test
    void whenTheServiceNameIsAnotherThenTheClientIsRefused() {
        HelloServer server = server(Limits.defaults());

        assertThat(failure(connect(server.port(), PSK, "others", Limits.defaults())))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void whenAHelloIsReplayedThenItIsAnsweredButNobodyHearsOfIt() throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        get(connect(proxy.port()));
        byte[] hello = proxy.captured(0, Direction.TO_SERVER);

        try (Socket replaying = new Socket("127.0.0.1", server.port())) {
            replaying.getOutputStream().write(hello);
            assertThat(replaying.getInputStream().readNBytes(52)).hasSize(52);
            replaying.getOutputStream().write(new byte[] {0, 20});
            replaying.getOutputStream().write(new byte[20]);
            assertThat(replaying.getInputStream().read()).isEqualTo(-1);
        }

        await().until(() -> server.neverOpened.size() == 1);
        assertThat(server.opened).isEmpty();
    }

    @Test
    void whenNobodyListensThenTheFailureIsTheConnectors() {
        HelloServer server = server(Limits.defaults());
        int port = server.port();
        server.close();

        assertThat(failure(connect(port)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("cannot connect to 127.0.0.1:%d: connection refused", port);
    }

    @Test
    void whenTheServerKeepsQuietThenTheClientGivesUpInTime() {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy =
                proxy(server).plan(plan(Direction.TO_SERVER, 0, Fault.of(Fault.Kind.STALL)));
        Limits limits = Limits.builder().connectTimeout(Duration.ofMillis(300)).build();

        assertThat(failure(connect(proxy.port(), PSK, SERVICE, limits)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("did not answer the hello within PT0.3S (connect-timeout)");
    }

    static Stream<Arguments> handshakeFaults() {
        return EnumSet.of(
                        Fault.Kind.FLIP,
                        Fault.Kind.DOUBLE,
                        Fault.Kind.REFLECT,
                        Fault.Kind.TRUNCATE,
                        Fault.Kind.RESET)
                .stream()
                .flatMap(
                        kind ->
                                Stream.of(Direction.values())
                                        .map(direction -> Arguments.of(kind, direction)));
    }

    @ParameterizedTest
    @MethodSource("handshakeFaults")
    void whenTheHandshakeIsSpoiltThenNoSessionHearsOfIt(Fault.Kind kind, Direction direction)
            throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server).plan(plan(direction, 0, Fault.of(kind, 333)));

        CompletableFuture<SecureSocket> connecting = connect(proxy.port());
        SecureSocket opened = connecting.handle((socket, failure) -> socket).get();
        if (opened == null) {
            assertThat(failure(connecting))
                    .isInstanceOfAny(HandshakeException.class, ConnectionLostException.class);
        } else {
            // A second hello is taken for the beginning of a record of 35,138 bytes.
            for (int i = 0; direction == Direction.TO_SERVER && i < 4; i++) {
                events.toSend.add(plaintext(i, 16_384));
            }
            opened.loop().execute(() -> opened.start(events));
            assertThat(events.awaitClosed()).isPresent();
            assertThat(events.received).isEmpty();
        }

        await().until(() -> server.neverOpened.size() == 1);
        assertThat(server.opened).isEmpty();
    }

    static Stream<Arguments> recordFaults() {
        return EnumSet.complementOf(EnumSet.of(Fault.Kind.PASS, Fault.Kind.STALL)).stream()
                .flatMap(
                        kind ->
                                Stream.of(Direction.values())
                                        .map(direction -> Arguments.of(kind, direction)));
    }

    @ParameterizedTest
    @MethodSource("recordFaults")
    void whenARecordIsSpoiltThenWhatWasDeliveredIsABeginningOfWhatWasSent(
            Fault.Kind kind, Direction direction) throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        SecureSocket other = get(connect(proxy.port()));
        RecordingEvents otherEvents = new RecordingEvents();
        other.loop().execute(() -> other.start(otherEvents));
        otherEvents.send(other, plaintext(99, 10));
        HelloServer.Opened otherOpened = server.awaitOpened();
        otherOpened.events().send(otherOpened.socket(), plaintext(99, 10));
        await().until(() -> otherEvents.received.size() == 1);
        proxy.plan(FaultPlan.once(1, direction, 3, Fault.of(kind, 155)));
        SecureSocket client = get(connect(proxy.port()));
        HelloServer.Opened opened = start(server, client);

        for (int i = 1; i < 10; i++) {
            opened.events().send(opened.socket(), plaintext(i, 100));
            events.send(client, plaintext(i, 100));
        }

        events.awaitClosed();
        opened.events().awaitClosed();
        assertThat(proxy.injected()).hasSize(1);
        assertNumbered(events.received, 1);
        assertNumbered(opened.events().received, 0);
        RecordingEvents spoilt = direction == Direction.TO_SERVER ? opened.events() : events;
        assertThat(spoilt.received).hasSizeLessThan(9);
        assertThat(otherEvents.closings).isZero();
    }

    @Test
    void whenAllConnectionsAreResetThenBothEndsHearOfIt() throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        HelloServer.Opened opened = start(server, get(connect(proxy.port())));
        assertThat(proxy.open()).isEqualTo(1);

        proxy.resetAll();

        assertThat(events.awaitClosed().orElseThrow()).isInstanceOf(ConnectionLostException.class);
        assertThat(opened.events().awaitClosed().orElseThrow())
                .isInstanceOf(ConnectionLostException.class);
        assertThat(proxy.open()).isZero();
    }

    @Test
    void whenTheLinkIsThrottledThenRecordsTakeTheirTime() throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        HelloServer.Opened opened = start(server, get(connect(proxy.port())));
        proxy.throttle(200_000);
        long start = System.nanoTime();

        for (int i = 1; i <= 5; i++) {
            opened.events().send(opened.socket(), plaintext(i, 16_384));
        }

        awaitNumbers(events, 5);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(350));
    }

    private HelloServer server(Limits limits) {
        HelloServer server = new HelloServer(loops.group(), loops.serverChannelType(), limits);
        open.add(server);
        return server;
    }

    private FaultProxy proxy(HelloServer server) {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        open.add(0, proxy);
        return proxy;
    }

    private static FaultPlan plan(Direction direction, int unit, Fault fault) {
        return FaultPlan.once(0, direction, unit, fault);
    }

    private static CompletableFuture<SecureSocket> connect(int port) {
        return connect(port, PSK, SERVICE, Limits.defaults());
    }

    private static CompletableFuture<SecureSocket> connect(
            int port, SecretBytes psk, String service, Limits limits) {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("127.0.0.1", port),
                        Duration.ofSeconds(20),
                        false);
        HelloHeader header = new HelloHeader(0, KeyKind.CONFIGURED, SocketRole.SEND, new byte[16]);
        return ClientHelloHandler.connect(connector, header, psk, service, limits);
    }

    /** Starts a client and has its first record opened. */
    private HelloServer.Opened start(HelloServer server, SecureSocket client) {
        client.loop().execute(() -> client.start(events));
        events.send(client, plaintext(0, 4));
        return server.awaitOpened();
    }

    /** Bytes that a server's only connection has sealed and not written. */
    private static long heldBy(HelloServer server) throws Exception {
        Channel channel = server.accepted.element();
        return channel.eventLoop()
                .submit(() -> channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                .get();
    }

    private static void awaitNumbers(RecordingEvents events, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> events.received.size() == count);
    }

    private static void assertNumbered(List<byte[]> records, int first) {
        int expected = first;
        for (byte[] record : records) {
            assertThat(record).isEqualTo(plaintext(expected, record.length));
            expected++;
        }
    }

    private static SecureSocket get(CompletableFuture<SecureSocket> connecting) throws Exception {
        return connecting.get(20, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletableFuture<SecureSocket> connecting) {
        Throwable thrown = catchThrowable(() -> get(connecting));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private static final class Watch implements WriteObserver {

        final AtomicLong written = new AtomicLong();
        final List<Boolean> backlog = new CopyOnWriteArrayList<>();

        @Override
        public void written(int bytes) {
            written.addAndGet(bytes);
        }

        @Override
        public void backlog(boolean waiting) {
            backlog.add(waiting);
        }
    }
}
