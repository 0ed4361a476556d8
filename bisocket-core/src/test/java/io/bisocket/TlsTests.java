package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients and servers behind TLS, as applications use them. */
@Timeout(60)
class TlsTests {

    enum Format {
        NATIVE,
        PYTHON;

        BiSocketClient.Builder client() {
            BiSocketClient.Builder builder = BiSocketClient.builder();
            return this == PYTHON ? builder.python(Encryption.FASTER) : builder;
        }
    }

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final TestTls tls = new TestTls();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whenBothEndsSpeakTlsEverythingWorksAsWithout(Format format) throws Exception {
        BiSocketServer server = start(server());
        BiSocketClient client = connect(client(format, server.port()));
        byte[] large = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(large);

        assertThat(client.request("echo", new byte[] {1, 2})).containsExactly(1, 2);
        assertThat(client.request("echo", large)).isEqualTo(large);
        server.clients().forEach(session -> session.send("news", large));

        assertThat(received.poll(30, TimeUnit.SECONDS).bytes()).isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whenManyClientsConnectTheirSocketsFindEachOther(Format format) throws Exception {
        BiSocketServer server = start(server());
        List<CompletableFuture<byte[]>> replies = new ArrayList<>();

        for (int i = 0; i < 12; i++) {
            BiSocketClient client = connect(client(format, server.port()));
            for (int k = 0; k < 20; k++) {
                replies.add(client.requestAsync("echo", new byte[k * 1000]));
            }
        }

        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .get(40, TimeUnit.SECONDS);
        assertThat(server.clients()).hasSize(12);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whenTheClientClosesWhatItHasSentIsHandled(Format format) throws Exception {
        BlockingQueue<byte[]> handled = new LinkedBlockingQueue<>();
        BiSocketServer server =
                start(server().handler("keep", request -> handled.add(request.bytes())));
        BiSocketClient client = connect(client(format, server.port()));

        client.send("keep", new byte[300_000]);
        client.close();

        assertThat(handled.poll(20, TimeUnit.SECONDS)).hasSize(300_000);
        await().until(() -> server.clients().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whenTheServerStopsWhatItHasAcceptedIsAnswered(Format format) throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        BiSocketServer server =
                start(
                        server().handler(
                                        "wait",
                                        request -> {
                                            asked.complete(null);
                                            answer.join();
                                            request.reply(new byte[500_000]);
                                        }));
        BiSocketClient client = connect(client(format, server.port()));

        CompletableFuture<byte[]> reply = client.requestAsync("wait", new byte[0]);
        asked.get(20, TimeUnit.SECONDS);
        CompletableFuture<Void> stopped = server.stop();
        answer.complete(null);

        assertThat(reply.get(20, TimeUnit.SECONDS)).hasSize(500_000);
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whenNothingElseIsSaidTls13IsSpoken() throws Exception {
        BiSocketServer server = start(server());

        try (SSLSocket socket = dial(server)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void whenAnOlderVersionIsAskedForItIsSpoken() {
        TlsOptions old = TlsOptions.of(tls.holding("localhost")).withProtocols("TLSv1.2");
        BiSocketServer server = start(server().tls(old));
        BiSocketClient client =
                connect(
                        client(Format.NATIVE, server.port())
                                .tls(TlsOptions.of(tls.trusting()).withProtocols("TLSv1.2")));

        assertThat(client.request("echo", new byte[100_000])).hasSize(100_000);
    }

    @Test
    void whenConnectionsAreCutTheSessionGoesOn() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        BiSocketServer server =
                start(
                        server().handler(
                                        "wait",
                                        request -> {
                                            asked.complete(null);
                                            answer.join();
                                            request.reply(request.bytes());
                                        }));
        TcpRelay relay = register(new TcpRelay(server.port()));
        BiSocketClient client = connect(client(Format.NATIVE, relay.port()));

        CompletableFuture<byte[]> reply = client.requestAsync("wait", new byte[700_000]);
        asked.get(20, TimeUnit.SECONDS);
        relay.cut();
        answer.complete(null);

        assertThat(reply.get(30, TimeUnit.SECONDS)).hasSize(700_000);
    }

    @Test
    void whenThePeerReadsNothingWhatWaitsIsBounded() throws Exception {
        Limits limits =
                Limits.builder()
                        .maxOutboxBytes(1024 * 1024)
                        .writeTimeout(java.time.Duration.ofSeconds(1))
                        .resumeWindow(java.time.Duration.ofSeconds(1))
                        .build();
        BiSocketServer server = start(server().limits(limits));
        TcpRelay relay = register(new TcpRelay(server.port()));
        BiSocketClient client = connect(client(Format.NATIVE, relay.port()));
        ClientSession session = server.clients().iterator().next();
        relay.hold();

        await().atMost(1, TimeUnit.MINUTES)
                .pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(
                        () -> {
                            CompletableFuture<?> push = session.sendAsync("news", new byte[8192]);
                            return push.isCompletedExceptionally();
                        });
        // Nothing leaves for a whole write-timeout.
        await().until(() -> !session.isOpen());
        relay.resume();
        await().until(() -> server.clients().size() == 1 && client.isConnected());
    }

    @Test
    void whenTheCertificateIsReplacedNewConnectionsGetTheNewOneAndOldOnesGoOn() throws Exception {
        AtomicReference<TlsOptions> options =
                new AtomicReference<>(TlsOptions.of(tls.holding("localhost")));
        BiSocketServer server = start(server().tls(options::get));
        BiSocketClient client = connect(client(Format.NATIVE, server.port()));
        X509Certificate before = certificate(server);

        options.set(TlsOptions.of(tls.holding("localhost")));

        assertThat(certificate(server)).isNotEqualTo(before);
        assertThat(client.request("echo", new byte[] {1})).hasSize(1);
        assertThat(connect(client(Format.NATIVE, server.port())).request("echo", new byte[] {1}))
                .hasSize(1);
    }

    @Test
    void whenANameIsUnknownTheKnownOnesAreListed() {
        TlsOptions options = TlsOptions.of(tls.trusting());

        assertThatThrownBy(() -> options.withProtocols("TLSv9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a TLS protocol must be one of [")
                .hasMessageContaining("TLSv1.3")
                .hasMessageEndingWith("but was 'TLSv9'");
        assertThatThrownBy(() -> options.withCiphers("ROT13"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLS_AES_256_GCM_SHA384")
                .hasMessageEndingWith("but was 'ROT13'");
    }

    private X509Certificate certificate(BiSocketServer server) throws IOException {
        try (SSLSocket socket = dial(server)) {
            SSLSession session = socket.getSession();
            return (X509Certificate) session.getPeerCertificates()[0];
        }
    }

    private SSLSocket dial(BiSocketServer server) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        tls.trusting().getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.startHandshake();
        return socket;
    }

    private BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .python(Encryption.FASTER)
                .tls(TlsOptions.of(tls.holding("localhost")))
                .handler("echo", request -> request.reply(request.bytes()));
    }

    private BiSocketClient.Builder client(Format format, int port) {
        return format.client()
                .address("localhost", port)
                .key(KEY)
                .tls(TlsOptions.of(tls.trusting()))
                .onReceive(received::add);
    }

    private BiSocketServer start(BiSocketServer.Builder builder) {
        return register(builder.start());
    }

    private BiSocketClient connect(BiSocketClient.Builder builder) {
        return register(builder.connect());
    }

    private <T extends AutoCloseable> T register(T opened) {
        open.add(opened);
        return opened;
    }
}
