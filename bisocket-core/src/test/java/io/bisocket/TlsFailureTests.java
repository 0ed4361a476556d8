package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.TlsOptions.ClientAuth;
import io.bisocket.internal.server.LogLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both ends are told when they do not agree on TLS. */
@Timeout(60)
class TlsFailureTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final String TRANSPORT = "io.bisocket.internal.transport";

    private final TestTls tls = new TestTls();

    @ParameterizedTest
    @EnumSource(TlsTests.Format.class)
    void whenOnlyTheServerSpeaksTlsBothAreToldSo(TlsTests.Format format) {
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server = server(TlsOptions.of(tls.holding("localhost")))) {
            assertFails(
                    format.client().address("localhost", server.port()),
                    "localhost:%d speaks TLS, and this client does not (tls, or with Spring bisocket.client.ssl.bundle)",
                    server.port());
            awaitLine(
                    log,
                    "it does not speak TLS, and this server does (tls, or with Spring bisocket.server.ssl.bundle)");
        }
    }

    @ParameterizedTest
    @EnumSource(TlsTests.Format.class)
    void whenOnlyTheClientSpeaksTlsBothAreToldSo(TlsTests.Format format) {
        boolean python = format == TlsTests.Format.PYTHON;
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server = python ? plainWithPython() : plain()) {
            assertFails(
                    client(format, server),
                    "the TLS handshake with localhost:%d failed: it hung up, as a server does that does not speak TLS (tls, or with Spring bisocket.server.ssl.bundle)",
                    server.port());
            awaitLine(
                    log,
                    "it speaks TLS, and this server does not (tls, or with Spring bisocket.server.ssl.bundle)");
        }
    }

    @Test
    void whenTheServersCertificateIsOfAnotherAuthorityBothAreToldSo() {
        TlsOptions foreign = TlsOptions.of(new TestTls().holding("localhost"));
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server = server(foreign)) {
            assertThatThrownBy(client(server)::connect)
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageStartingWith(
                            "the TLS handshake with localhost:%d failed: ", server.port())
                    .hasMessageContaining("PKIX path");
            awaitLine(log, "the TLS handshake failed (");
        }
    }

    @Test
    void whenTheCertificateIsForAnotherHostTheClientRefusesUnlessItDoesNotLook() {
        try (BiSocketServer server = server(TlsOptions.of(tls.holding("elsewhere.example")))) {
            assertThatThrownBy(client(server)::connect)
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("No subject alternative DNS name matching localhost");

            TlsOptions careless = TlsOptions.of(tls.trusting()).withoutHostnameVerification();
            try (BiSocketClient client = client(server).tls(careless).connect()) {
                assertThat(client.request("echo", new byte[] {7})).containsExactly(7);
            }
        }
    }

    @Test
    void whenCertificatesAreNeededAClientWithoutOneIsRefused() {
        TlsOptions needing =
                TlsOptions.of(tls.holding("localhost")).withClientAuth(ClientAuth.NEED);
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server = server(needing)) {
            assertThatThrownBy(client(server)::connect).isInstanceOf(BiSocketException.class);
            // Newer Java puts the alert's name before.
            awaitLine(log, "the TLS handshake failed (", "Empty client certificate chain)");

            TlsOptions known = TlsOptions.of(tls.holding("client.example"));
            try (BiSocketClient client = client(server).tls(known).connect()) {
                assertThat(client.request("echo", new byte[] {7})).containsExactly(7);
            }
        }
    }

    @Test
    void whenCertificatesAreWantedAClientMayHaveNoneButNoForeignOne() {
        TlsOptions wanting =
                TlsOptions.of(tls.holding("localhost")).withClientAuth(ClientAuth.WANT);
        try (BiSocketServer server = server(wanting)) {
            try (BiSocketClient client = client(server).connect()) {
                assertThat(client.request("echo", new byte[] {7})).containsExactly(7);
            }
        }
    }

    @Test
    void whenTheVersionsDifferTheClientIsToldSo() {
        TlsOptions old = TlsOptions.of(tls.holding("localhost")).withProtocols("TLSv1.2");
        try (BiSocketServer server = server(old)) {
            assertThatThrownBy(client(server)::connect)
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void whenAClientIsSilentItIsClosedInTime() throws IOException {
        Limits limits = Limits.builder().handshakeTimeout(Duration.ofMillis(300)).build();
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server =
                        builder()
                                .limits(limits)
                                .tls(TlsOptions.of(tls.holding("localhost")))
                                .start();
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            silent.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0, 1, 0, 0, (byte) 252, 3});
            silent.setSoTimeout(20_000);

            assertThat(silent.getInputStream().readAllBytes().length).isLessThan(20);
            awaitLine(log, "that did not say whose it is within PT0.3S (handshake-timeout)");
        }
    }

    @Test
    void whenAServerIsSilentTheClientGivesUpInTime() throws IOException {
        Limits limits = Limits.builder().connectTimeout(Duration.ofMillis(400)).build();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            BiSocketClient.Builder builder =
                    BiSocketClient.builder()
                            .address("127.0.0.1", silent.getLocalPort())
                            .key(KEY)
                            .limits(limits)
                            .tls(TlsOptions.of(tls.trusting()));

            assertThatThrownBy(builder::connect)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessage(
                            "the TLS handshake with 127.0.0.1:%d was not over within PT0.4S (connect-timeout)",
                            silent.getLocalPort());
        }
    }

    @Test
    void whenTheOptionsCannotBeHadTheConnectionFailsAndSaysWhy() {
        Supplier<TlsOptions> broken =
                () -> {
                    throw new IllegalStateException("the vault is shut");
                };
        try (LogLines log = new LogLines(TRANSPORT);
                BiSocketServer server = builder().tls(broken).start()) {
            assertThatThrownBy(client(server)::connect).isInstanceOf(HandshakeException.class);
            awaitLine(log, "the vault is shut");
            assertThatThrownBy(client(server).tls(broken)::connect)
                    .isInstanceOf(HandshakeException.class)
                    .hasMessage(
                            "cannot begin TLS with localhost:%d: the vault is shut (tls, or with Spring bisocket.client.ssl.bundle)",
                            server.port());
        }
    }

    private static void assertFails(BiSocketClient.Builder builder, String message, int port) {
        assertThatThrownBy(builder.key(KEY)::connect)
                .isInstanceOf(HandshakeException.class)
                .hasMessage(message, port);
    }

    private static void awaitLine(LogLines log, String... texts) {
        await().untilAsserted(
                        () ->
                                assertThat(log.lines())
                                        .anyMatch(
                                                line -> Stream.of(texts).allMatch(line::contains)));
    }

    private static BiSocketServer.Builder builder() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .handler("echo", request -> request.reply(request.bytes()));
    }

    private static BiSocketServer plain() {
        return builder().start();
    }

    private static BiSocketServer plainWithPython() {
        return builder().python(Encryption.FASTER).start();
    }

    private static BiSocketServer server(TlsOptions options) {
        return builder().python(Encryption.FASTER).tls(options).start();
    }

    private BiSocketClient.Builder client(BiSocketServer server) {
        return client(TlsTests.Format.NATIVE, server);
    }

    private BiSocketClient.Builder client(TlsTests.Format format, BiSocketServer server) {
        return format.client()
                .address("localhost", server.port())
                .key(KEY)
                .tls(TlsOptions.of(tls.trusting()));
    }
}
