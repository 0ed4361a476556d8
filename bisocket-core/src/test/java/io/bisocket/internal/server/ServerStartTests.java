package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.Encryption;
import io.bisocket.ErrorCode;
import io.bisocket.internal.python.RawPythonPeer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStartTests {

    @Test
    void whenNoAddressIsSetThenItListensOnAllInterfaces() throws Exception {
        try (BiSocketServer server = builder(RunningServer.KEY).start()) {
            assertThat(server.address().getAddress().isAnyLocalAddress()).isTrue();
            RawPythonPeer.connect(
                            server.port(),
                            RawPythonPeer.codec(Encryption.FASTER, RunningServer.KEY))
                    .sayGoodbye();
        }
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenTheKeyIsBuiltInAndNoAddressIsSetThenItListensOnLoopbackAlone(Encryption encryption) {
        try (BiSocketServer server = builder(CryptoKey.builtIn()).python(encryption).start()) {
            assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void whenTheKeyIsBuiltInThenNoOtherAddressIsTaken(String address) {
        BiSocketServer.Builder builder = builder(CryptoKey.builtIn()).address(address);

        assertThatThrownBy(builder::start)
                .isInstanceOfSatisfying(
                        CryptoKeyException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(CryptoKeyException.Reason.BUILT_IN_OFF_LOOPBACK))
                .hasMessageContaining("the server is to listen on")
                .hasMessageContaining("set CRYPTO_KEY (or bisocket.crypto-key) to a key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.2"})
    void whenTheKeyIsBuiltInThenLoopbackIsTaken(String address) {
        try (BiSocketServer server = builder(CryptoKey.builtIn()).address(address).start()) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void whenPythonPeersAreNotEncryptedTheBuiltInKeyStaysOnLoopbackAllTheSame() {
        BiSocketServer.Builder builder =
                builder(CryptoKey.builtIn()).python(Encryption.OFF).address("0.0.0.0");

        assertThatThrownBy(builder::start)
                .isInstanceOf(CryptoKeyException.class)
                .hasMessageContaining("the server is to listen on 0.0.0.0");
    }

    @Test
    void whenThePortIsInUseThenTheErrorNamesIt() {
        try (BiSocketServer first = builder(RunningServer.KEY).address("127.0.0.1").start()) {
            BiSocketServer.Builder second =
                    builder(RunningServer.KEY).address("127.0.0.1").port(first.port());

            assertThatThrownBy(second::start)
                    .isInstanceOfSatisfying(
                            BiSocketException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION))
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + first.port() + ": ")
                    .hasMessageContaining("Address already in use")
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void whenTheAddressIsUnknownThenTheErrorNamesIt() {
        BiSocketServer.Builder builder = builder(RunningServer.KEY).address("no.such.invalid");

        assertThatThrownBy(builder::start)
                .isInstanceOf(BiSocketException.class)
                .hasMessage("cannot listen on no.such.invalid:0: its address is unknown");
    }

    @Test
    void whenStartedAsynchronouslyThenTheFutureHasTheServer() throws Exception {
        CompletableFuture<BiSocketServer> starting = builder(RunningServer.KEY).startAsync();

        try (BiSocketServer server = starting.get(10, TimeUnit.SECONDS)) {
            assertThat(server.port()).isPositive();
        }
    }

    private static BiSocketServer.Builder builder(CryptoKey key) {
        return BiSocketServer.builder().port(0).key(key).python(Encryption.FASTER);
    }
}
