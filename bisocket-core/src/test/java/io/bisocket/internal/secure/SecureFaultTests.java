package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.Records.plaintext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.ConnectionLostException;
import io.bisocket.HandshakeException;
import io.bisocket.Limits;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network that spoils what goes over it. */
class SecureFaultTests extends SecureNetwork {

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
}
