package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.HandshakeException;
import io.bisocket.spring.BiSocketHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** TLS through Spring Boot's SSL bundles. */
@Timeout(120)
class SslBundleTests {

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    @TempDir private Path folder;

    private PemFiles files;
    private ApplicationContextRunner server;
    private ApplicationContextRunner client;

    @BeforeEach
    void makeRunners() {
        files = new PemFiles(folder);
        ApplicationContextRunner runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(
                                        SslAutoConfiguration.class,
                                        BiSocketAutoConfiguration.class,
                                        BiSocketServerAutoConfiguration.class,
                                        BiSocketClientAutoConfiguration.class))
                        .withPropertyValues(TestProperties.NEUTRAL);
        server =
                runner.withBean(Echo.class)
                        .withPropertyValues(files.bundle("serving", files.holder("server")))
                        .withPropertyValues("bisocket.server.ssl.bundle=serving");
        client =
                runner.withPropertyValues(files.bundle("trusting"))
                        .withPropertyValues(
                                "bisocket.client.host=localhost",
                                "bisocket.client.ssl.bundle=trusting");
    }

    @Test
    void whenBothEndsNameABundleTheyTalkBehindTls() {
        server.run(
                serving -> {
                    assertThat(certificate(serving).getSubjectX500Principal().getName())
                            .isEqualTo("CN=localhost");
                    client.withPropertyValues(port(serving)).run(SslBundleTests::assertEchoes);
                });
    }

    @Test
    void whenTheClientHasNoBundleItIsToldWhatToSet() {
        server.run(
                serving ->
                        client.withPropertyValues(port(serving), "bisocket.client.ssl.bundle=")
                                .run(
                                        context ->
                                                assertThatThrownBy(() -> connect(context))
                                                        .isInstanceOf(HandshakeException.class)
                                                        .hasMessageContaining(
                                                                "bisocket.client.ssl.bundle")));
    }

    @Test
    void whenClientsNeedACertificateThoseWithOneAreLetIn() {
        server.withPropertyValues("bisocket.server.ssl.client-auth=need")
                .run(
                        serving -> {
                            client.withPropertyValues(port(serving))
                                    .run(
                                            context ->
                                                    assertThatThrownBy(() -> connect(context))
                                                            .isInstanceOf(BiSocketException.class));
                            client.withPropertyValues(port(serving))
                                    .withPropertyValues(
                                            files.bundle("known", files.holder("client")))
                                    .withPropertyValues("bisocket.client.ssl.bundle=known")
                                    .run(SslBundleTests::assertEchoes);
                        });
    }

    @Test
    void whenTheHostHasAnotherNameItIsRefusedUnlessTheClientDoesNotLook() {
        server.run(
                serving -> {
                    ApplicationContextRunner byAddress =
                            client.withPropertyValues(
                                    port(serving), "bisocket.client.host=127.0.0.1");
                    byAddress.run(
                            context ->
                                    assertThatThrownBy(() -> connect(context))
                                            .isInstanceOf(HandshakeException.class)
                                            .hasMessageContaining("127.0.0.1"));
                    byAddress
                            .withPropertyValues("bisocket.client.ssl.verify-hostname=false")
                            .run(SslBundleTests::assertEchoes);
                });
    }

    @Test
    void whenAClientHasANameItHasItsOwnBundle() {
        server.run(
                serving ->
                        client.withPropertyValues(
                                        "bisocket.client.host=",
                                        "bisocket.client.ssl.bundle=",
                                        "bisocket.clients.far.host=localhost",
                                        "bisocket.clients.far.ssl.bundle=trusting",
                                        "bisocket.clients.far.port="
                                                + serving.getBean(BiSocketServer.class).port())
                                .run(SslBundleTests::assertEchoes));
        client.withPropertyValues(
                        "bisocket.clients.far.host=localhost",
                        "bisocket.clients.far.ssl.bundle=tusting")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("bisocket.clients.far.ssl.bundle"));
    }

    @Test
    void whenTheBundleNamesVersionsTheyAreSpoken() {
        server.withPropertyValues("spring.ssl.bundle.pem.serving.options.enabled-protocols=TLSv1.2")
                .run(
                        serving -> {
                            try (SSLSocket socket = dial(serving, context(serving))) {
                                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
                            }
                        });
    }

    @Test
    void whenTheBundleIsReloadedNewConnectionsGetItAndNoCallFails() {
        server.run(
                serving -> {
                    X509Certificate before = certificate(serving);
                    client.withPropertyValues(port(serving))
                            .run(
                                    context -> {
                                        connect(context);
                                        List<CompletableFuture<byte[]>> calls =
                                                callWhile(
                                                        context,
                                                        () -> {
                                                            files.holder("server");
                                                            await().atMost(Duration.ofSeconds(60))
                                                                    .until(
                                                                            () ->
                                                                                    !certificate(
                                                                                                    serving)
                                                                                            .equals(
                                                                                                    before));
                                                        });
                                        assertThat(calls)
                                                .allSatisfy(
                                                        call -> assertThat(call.get()).hasSize(9));
                                        assertThat(
                                                        context.getBean(BiSocketClient.class)
                                                                .isConnected())
                                                .isTrue();
                                    });
                });
    }

    @Test
    void whenAReloadedBundleCannotBeUsedTheFormerOneIs() {
        server.run(
                serving -> {
                    SSLContext trusting = context(serving);
                    CountDownLatch reloaded = new CountDownLatch(1);
                    serving.getBean(SslBundles.class)
                            .addBundleUpdateHandler("serving", next -> reloaded.countDown());
                    X509Certificate before = certificate(serving, trusting);

                    Files.writeString(folder.resolve("server.pem"), "no certificate");

                    assertThat(reloaded.await(60, TimeUnit.SECONDS)).isTrue();
                    assertThat(certificate(serving, trusting)).isEqualTo(before);
                });
    }

    @Test
    void whenThereIsNoSuchBundleTheStartFails() {
        server.withPropertyValues("bisocket.server.ssl.bundle=sering")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(NoSuchBundleException.class)
                                        .hasMessage(
                                                "property bisocket.server.ssl.bundle is 'sering', and"
                                                        + " there is no such SSL bundle"));
        client.withPropertyValues("bisocket.client.ssl.bundle=tusting")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(NoSuchBundleException.class)
                                        .hasMessageContaining("bisocket.client.ssl.bundle"));
    }

    @Test
    void whenClientsAreAskedForCertificatesWithoutTlsTheStartFails() {
        server.withPropertyValues(
                        "bisocket.server.ssl.bundle=", "bisocket.server.ssl.client-auth=want")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("bisocket.server.ssl.client-auth")
                                        .hasMessageContaining(
                                                "set bisocket.server.ssl.bundle too"));
    }

    private static List<CompletableFuture<byte[]>> callWhile(
            AssertableApplicationContext context, Runnable change) {
        BiSocketClient client = context.getBean(BiSocketClient.class);
        List<CompletableFuture<byte[]>> calls = new ArrayList<>();
        AtomicBoolean changed = new AtomicBoolean();
        CompletableFuture<Void> changing =
                CompletableFuture.runAsync(change).whenComplete((done, e) -> changed.set(true));
        await().pollInterval(5, TimeUnit.MILLISECONDS)
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            calls.add(client.requestAsync("echo", new byte[9]));
                            return changed.get();
                        });
        changing.join();
        return calls;
    }

    private static void assertEchoes(AssertableApplicationContext context) {
        connect(context);
        assertThat(context.getBean(BiSocketClient.class).request("echo", new byte[] {5}))
                .containsExactly(5);
    }

    private static void connect(AssertableApplicationContext context) {
        context.getBean(BiSocketClient.class).connect();
    }

    private static String port(AssertableApplicationContext serving) {
        return "bisocket.client.port=" + serving.getBean(BiSocketServer.class).port();
    }

    private static X509Certificate certificate(AssertableApplicationContext serving)
            throws Exception {
        return certificate(serving, context(serving));
    }

    private static X509Certificate certificate(
            AssertableApplicationContext serving, SSLContext trusting) throws Exception {
        try (SSLSocket socket = dial(serving, trusting)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext context(AssertableApplicationContext serving) {
        return serving.getBean(SslBundles.class).getBundle("serving").createSslContext();
    }

    private static SSLSocket dial(AssertableApplicationContext serving, SSLContext trusting)
            throws Exception {
        int port = serving.getBean(BiSocketServer.class).port();
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }
}
