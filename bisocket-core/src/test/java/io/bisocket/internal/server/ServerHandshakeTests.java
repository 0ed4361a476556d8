package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.python.HandshakeErrorFrame;
import io.bisocket.internal.python.PythonCodec;
import io.bisocket.internal.python.PythonHandshake;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonPeer;
import io.bisocket.internal.python.RawPythonSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    private RunningServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void whenTheSendSocketComesFirstThenNothingIsLost() throws Exception {
        start(RunningServer.builder());
        UUID id = UUID.randomUUID();
        RawPythonSocket send = server.socket(SocketRole.SEND, id);
        assertThat(send.readText()).isEqualTo("ok");
        send.send(new PythonRequest("echo", "early", ascii("still there")).encode());

        RawPythonSocket receive = server.socket(SocketRole.RECEIVE, id);

        assertThat(receive.readText()).isEqualTo("ok");
        assertThat(send.readRaw()).asString().isEqualTo("ok");
        assertThat(receive.readText()).isEqualTo("early|(---)|still there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "RECEIVE"})
    void whenTheOtherSocketDoesNotComeThenTheFirstIsClosedAndItsIdIsFree(SocketRole role)
            throws Exception {
        start(RunningServer.builder().limits(Limits.builder().pairingTimeout(SHORT).build()));
        UUID id = UUID.randomUUID();

        RawPythonSocket half = server.socket(role, id);
        assertThat(half.readText()).isEqualTo("ok");

        assertThat(half.isClosedByServer()).isTrue();
        server.connect(id).sayGoodbye();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "RECEIVE"})
    void whenAHalfHasItsPlaceThenAnotherDoesNotDisplaceIt(SocketRole role) throws Exception {
        start(RunningServer.builder());
        UUID id = UUID.randomUUID();
        RawPythonSocket first = server.socket(role, id);
        assertThat(first.readText()).isEqualTo("ok");

        assertThat(server.socket(role, id).isClosedByServer()).isTrue();

        SocketRole otherRole = role == SocketRole.SEND ? SocketRole.RECEIVE : SocketRole.SEND;
        assertThat(server.socket(otherRole, id).readText()).isEqualTo("ok");
        await().until(() -> server.server().client(id).session().isPresent());
    }

    @Test
    void whenTheAuthenticatorRefusesAClientThenBothHalvesAreClosed() throws Exception {
        start(
                RunningServer.builder()
                        .authenticator(
                                client -> {
                                    throw new AuthenticationFailedException(client.dialect());
                                }));
        UUID id = UUID.randomUUID();
        RawPythonSocket receive = server.socket(SocketRole.RECEIVE, id);
        assertThat(receive.readText()).isEqualTo("ok");

        try (LogLines log = new LogLines("io.bisocket.internal.server")) {
            assertThat(server.socket(SocketRole.SEND, id).isClosedByServer()).isTrue();

            assertThat(receive.isClosedByServer()).isTrue();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN Client " + id)
                    .endsWith("is refused: python/faster");
        }
        assertThat(server.server().clients()).isEmpty();
    }

    @Test
    void whenAHalfIsGoneThenItsPlaceIsFree() throws Exception {
        start(RunningServer.builder());
        UUID id = UUID.randomUUID();
        RawPythonSocket gone = server.socket(SocketRole.RECEIVE, id);
        assertThat(gone.readText()).isEqualTo("ok");
        gone.close();

        await().until(() -> server.socket(SocketRole.RECEIVE, id).isWelcomed());
    }

    @Test
    void whenAnIdHasALivePairThenAnotherIsRefusedAndTheFirstUntouched() throws Exception {
        start(RunningServer.builder());
        RawPythonPeer peer = server.connect();

        try (LogLines log = new LogLines("io.bisocket.internal.python")) {
            assertThat(server.socket(SocketRole.RECEIVE, peer.id()).isClosedByServer()).isTrue();
            assertThat(server.socket(SocketRole.SEND, peer.id()).isClosedByServer()).isTrue();

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .startsWith("INFO Refused the RECEIVE socket of client " + peer.id())
                    .endsWith("the client is connected already");
        }
        peer.call("echo", "untouched");
        assertThat(peer.replyText()).isEqualTo("untouched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "RECEIVE"})
    void whenOneSocketOfAPairDiesThenTheIdIsFree(SocketRole role) throws Exception {
        start(RunningServer.builder());
        RawPythonPeer peer = server.connect();

        (role == SocketRole.SEND ? peer.send() : peer.receive()).close();

        RawPythonSocket other = role == SocketRole.SEND ? peer.receive() : peer.send();
        assertThat(other.isClosedByServer()).isTrue();
        server.connect(peer.id()).sayGoodbye();
    }

    @Test
    void whenGoodbyeIsSaidThenTheIdIsFreeAtOnce() throws Exception {
        start(RunningServer.builder());
        UUID id = UUID.randomUUID();

        for (int i = 0; i < 10; i++) {
            server.connect(id).sayGoodbye();
        }
    }

    @ParameterizedTest
    @CsvSource({"FASTER, SECURE", "FASTER, OFF", "SECURE, FASTER", "OFF, FASTER", "SECURE, OFF"})
    void whenTheClientUsesAnotherModeThenItIsToldOurs(Encryption ours, Encryption theirs)
            throws Exception {
        server = RunningServer.start(RunningServer.builder(), ours);
        PythonCodec codec = RawPythonPeer.codec(theirs, RunningServer.KEY);

        assertThatErrorIsTold(codec, ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FASTER", "SECURE"})
    void whenTheClientUsesAnotherKeyThenItIsTold(Encryption encryption) throws Exception {
        server = RunningServer.start(RunningServer.builder(), encryption);
        PythonCodec codec = RawPythonPeer.codec(encryption, CryptoKey.of("another key"));

        assertThatErrorIsTold(codec, encryption);
    }

    @Test
    void whenErrorsAreToldTooOftenThenConnectionsAreOnlyClosed() throws Exception {
        start(RunningServer.builder());
        try (LogLines log = new LogLines("io.bisocket.internal.python")) {
            int told = 0;
            for (int i = 0; i < 60; i++) {
                RawPythonSocket socket = server.socket();
                socket.sendRaw(ascii("no handshake"));
                told += socket.isClosedByServer() ? 0 : 1;
            }

            assertThat(told).isBetween(10, 40);
            assertThat(log.lines()).hasSizeBetween(20, 40);
        }
        server.connect().sayGoodbye();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send|(---)|not a uuid",
                "send|(---)|",
                "send|(---)|8B7CDDC2-7E7C-4C95-B8C3-BA4E20EA3D0E",
                "send|(---)|1-1-1-1-1",
                "sent|(---)|8b7cddc2-7e7c-4c95-b8c3-ba4e20ea3d0e",
                "send"
            })
    void whenTheFieldsAreNotAHandshakeThenTheConnectionIsClosed(String fields) throws Exception {
        start(RunningServer.builder());
        RawPythonSocket socket = server.socket();

        socket.send(ascii(fields));

        assertThat(HandshakeErrorFrame.decode(socket.readRaw())).isPresent();
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void whenAHandshakeComesAgainThenItIsRefusedWithoutAWord() throws Exception {
        start(RunningServer.builder());
        byte[] frame =
                server.codec()
                        .encode(
                                new PythonHandshake(SocketRole.RECEIVE, UUID.randomUUID())
                                        .encode());
        RawPythonSocket first = server.socket();
        first.sendRaw(frame);
        assertThat(first.readText()).isEqualTo("ok");
        RawPythonSocket replay = server.socket();

        replay.sendRaw(frame);

        assertThat(replay.isClosedByServer()).isTrue();
    }

    @Test
    void whenTheFirstFrameIsTooLongThenTheConnectionIsClosed() throws Exception {
        start(RunningServer.builder());
        RawPythonSocket socket = server.socket();

        socket.sendBytes(new byte[1100]);

        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void whenNothingIsSaidInTimeThenTheConnectionIsClosed() throws Exception {
        start(RunningServer.builder().limits(Limits.builder().handshakeTimeout(SHORT).build()));
        RawPythonPeer good = server.connect();
        RawPythonSocket silent = server.socket();
        RawPythonSocket http = server.socket();

        http.sendBytes(ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));

        assertThat(silent.isClosedByServer()).isTrue();
        assertThat(http.isClosedByServer()).isTrue();
        good.call("echo", "not bothered");
        assertThat(good.replyText()).isEqualTo("not bothered");
    }

    private void assertThatErrorIsTold(PythonCodec codec, Encryption ours) throws Exception {
        RawPythonPeer good = server.connect();
        RawPythonSocket socket =
                server.keep(RawPythonSocket.connect(server.server().port(), codec));

        socket.introduce(SocketRole.RECEIVE, UUID.randomUUID());

        HandshakeErrorFrame error = HandshakeErrorFrame.decode(socket.readRaw()).orElseThrow();
        assertThat(error.serverEncryption()).isEqualTo(ours.wireName());
        assertThat(socket.isClosedByServer()).isTrue();
        good.call("echo", "not bothered");
        assertThat(good.replyText()).isEqualTo("not bothered");
    }

    private void start(BiSocketServer.Builder builder) {
        server = RunningServer.start(builder);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
