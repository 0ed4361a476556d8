package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.Encryption;
import io.bisocket.HandshakeException;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.internal.python.HandshakeErrorFrame;
import io.bisocket.internal.python.PythonCodecs;
import io.bisocket.internal.python.PythonMarkers;
import io.bisocket.internal.python.RawPythonServer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientConnectTests extends RawServerTest {

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenBothSocketsAreWelcomeTheClientIsConnected(Encryption mode) {
        UUID id = UUID.fromString("123e4567-e89b-42d3-a456-426614174000");
        try (RawPythonServer peer = new RawPythonServer(mode)) {
            BiSocketClient client =
                    client(b -> b.address("127.0.0.1", peer.port()).python(mode).id(id));
            assertThat(client.isConnected()).isFalse();
            assertThat(client.lastError()).isNull();

            CompletableFuture<Void> connected = client.connectAsync();
            RawPythonServer.Pair pair = peer.acceptPair();
            get(connected);

            assertThat(pair.clientId()).isEqualTo(id).isEqualTo(client.id());
            assertThat(client.isConnected()).isTrue();
            assertThat(client.lastError()).isNull();
            assertThat(client.dialect()).isEqualTo("python/" + mode.wireName());
            assertThat(client.serverAddress().getHostString()).isEqualTo("127.0.0.1");
            assertThat(client.serverAddress().getPort()).isEqualTo(peer.port());
        }
    }

    @Test
    void whenTheReceiveSocketIsNotWelcomeYetTheSendSocketIsNotOpened() {
        CompletableFuture<Void> connected = client().connectAsync();
        RawPythonServer.RawSocket receive = server.accept();
        receive.read();
        server.listenWithPatience(Duration.ofMillis(50));

        assertThatThrownBy(server::accept).hasMessageContaining("timed out");

        server.listenWithPatience(Duration.ofSeconds(20));
        receive.write(PythonMarkers.ok());
        server.accept().welcome();
        get(connected);
    }

    @Test
    void whenConnectedAlreadyConnectDoesNothing() {
        BiSocketClient client = client();
        connect(client);

        client.connect();

        assertThat(client.isConnected()).isTrue();
    }

    @Test
    void whenTwoConnectAtOnceTheyShareOneAttempt() {
        BiSocketClient client = client();
        CompletableFuture<Void> first = client.connectAsync();
        CompletableFuture<Void> second = client.connectAsync();

        server.acceptPair();

        get(first);
        get(second);
    }

    @Test
    void whenTheServerUsesAnotherModeBothAreNamedAndWhereToSetThem() {
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept().writeRaw(HandshakeErrorFrame.of(Encryption.SECURE).encode());

        assertThat(failureOf(connected))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining(address() + " uses encryption 'secure'")
                .hasMessageContaining("this client uses 'faster'")
                .hasMessageContaining("BISOCKET_ENCRYPTION")
                .hasMessageContaining("bisocket.client.python.encryption");
    }

    @Test
    void whenTheServerUsesTheSameModeButCannotReadItIsTheKey() {
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept().writeRaw(HandshakeErrorFrame.of(Encryption.FASTER).encode());

        assertThat(failureOf(connected))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("the server " + address() + " could not read")
                .hasMessageContaining("another key (CRYPTO_KEY)");
    }

    @Test
    void whenTheServerReportsNoModeThatIsSaid() {
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept().writeRaw("|[bisocket-handshake-error]|garbage".getBytes(UTF_8));

        assertThat(failureOf(connected))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("does not say what it uses itself");
    }

    @Test
    void whenTheServerAnswersSomethingElseItIsShown() {
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept().write("hello".getBytes(UTF_8));

        assertThat(failureOf(connected))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining(
                        address() + " to answer the handshake of the receive socket with 'ok'")
                .hasMessageContaining("there was 'hello'");
    }

    @Test
    void whenTheAnswerIsUnderAnotherKeyItIsUnreadable() {
        byte[] otherKey = CryptoKey.of("another").exposeSha256();
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept()
                .writeRaw(PythonCodecs.of(Encryption.FASTER, otherKey).encode(PythonMarkers.ok()));

        assertThat(failureOf(connected))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("cannot be read as encryption 'faster'")
                .hasMessageContaining("tag is wrong");
    }

    @Test
    void whenTheAnswerIsTooLongTheLimitIsNamed() {
        CompletableFuture<Void> connected = client().connectAsync();
        server.accept().writeBytes(new byte[2000]);

        assertThat(failureOf(connected))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("max-handshake-size");
    }

    @Test
    void whenTheServerHangsUpWithoutAnAnswerTheConnectionIsLost() {
        CompletableFuture<Void> connected = client().connectAsync();
        RawPythonServer.RawSocket receive = server.accept();
        receive.read();
        receive.close();

        assertThat(failureOf(connected))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(
                        address() + " hung up during the handshake of the receive socket");
    }

    @Test
    void whenTheServerNeverAnswersConnectingEndsAtItsTimeout() {
        Limits limits = Limits.builder().connectTimeout(Duration.ofMillis(400)).build();
        CompletableFuture<Void> connected = client(b -> b.limits(limits)).connectAsync();
        RawPythonServer.RawSocket receive = server.accept();

        assertThat(failureOf(connected))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(
                        address() + " did not answer the handshake of the receive socket")
                .hasMessageContaining("PT0.4S (connect-timeout)");
        receive.awaitEnd();
    }

    @Test
    void whenTheSendSocketIsNotWelcomeTheReceiveSocketIsClosedToo() {
        CompletableFuture<Void> connected = client().connectAsync();
        RawPythonServer.RawSocket receive = server.accept();
        receive.welcome();
        RawPythonServer.RawSocket send = server.accept();
        send.read();
        send.close();

        assertThat(failureOf(connected))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("handshake of the send socket");
        receive.awaitEnd();
    }

    @Test
    void whenNobodyListensTheAddressIsNamed() {
        server.stopListening();
        BiSocketClient client = client();

        assertThatThrownBy(client::connect)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("cannot connect to %s: connection refused", address());
        assertThat(client.lastError()).hasMessageContaining("connection refused");
        assertThatThrownBy(() -> client.send("echo", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageContaining("not connected to " + address())
                .hasMessageContaining("connection refused");
    }

    @Test
    void whenTheHostIsUnknownThatIsSaid() {
        BiSocketClient client = client(b -> b.address("[::1", 1));

        assertThatThrownBy(client::connect)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("the host is unknown");
    }

    @Test
    void whenTheHostIsANameItIsLookedUp() {
        BiSocketClient client = client(b -> b.address("localhost", server.port()));

        connect(client);

        assertThat(client.isConnected()).isTrue();
    }

    @Test
    void whenTheServerIsNotOnLoopbackTheBuiltInKeyIsRefused() {
        BiSocketClient client = client(b -> b.address("192.0.2.1", 65432).key(CryptoKey.builtIn()));

        assertThatThrownBy(client::connect)
                .isInstanceOfSatisfying(
                        CryptoKeyException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(CryptoKeyException.Reason.BUILT_IN_OFF_LOOPBACK))
                .hasMessageContaining("works on loopback only, but 192.0.2.1:65432 is 192.0.2.1")
                .hasMessageContaining("CRYPTO_KEY");
        assertThat(failureOf(client.start())).isInstanceOf(CryptoKeyException.class);
    }

    @Test
    void whenNothingIsEncryptedTheBuiltInKeyDoesNotMatter() {
        Limits limits = Limits.builder().connectTimeout(Duration.ofMillis(1)).build();
        BiSocketClient client =
                client(
                        b ->
                                b.address("127.0.0.1", server.port())
                                        .key(CryptoKey.builtIn())
                                        .python(Encryption.OFF)
                                        .limits(limits));

        assertThat(catchThrowable(client::connect)).isNotInstanceOf(CryptoKeyException.class);
    }

    @Test
    void whenNobodyHasConnectedYetTheErrorSaysSo() {
        assertThatThrownBy(() -> client().request("echo", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageContaining("not connected to " + address())
                .hasMessageContaining("nobody has asked to connect");
    }

    @Test
    void whenConnectingFailsTheStackTraceIsTheCallers() {
        server.stopListening();

        Throwable failure = catchThrowable(() -> client().connect());

        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ClientConnectTests.class.getName()));
    }

    @Test
    void whenTheBuilderConnectsTheClientIsReady() throws Exception {
        CompletableFuture<BiSocketClient> connecting =
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(RawPythonServer.KEY)
                        .python(Encryption.FASTER)
                        .connectAsync();
        RawPythonServer.Pair pair = server.acceptPair();
        BiSocketClient client = connecting.get(10, TimeUnit.SECONDS);

        assertThat(client.isConnected()).isTrue();

        CompletableFuture<Void> closed = client.closeAsync();
        pair.sayGoodbye();
        get(closed);
    }

    @Test
    void whenTheBuilderCannotConnectItFails() {
        server.stopListening();

        assertThatThrownBy(
                        () ->
                                BiSocketClient.builder()
                                        .address("127.0.0.1", server.port())
                                        .key(RawPythonServer.KEY)
                                        .python(Encryption.FASTER)
                                        .connect())
                .isInstanceOf(BiSocketException.class)
                .hasMessageContaining("connection refused");
    }
}
