package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.TlsOptions;
import io.bisocket.docs.checkout.CheckoutApplication;
import io.bisocket.docs.shop.ShopApplication;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the guides show of TLS works. */
class TlsGuideTests {

    private static X509Bundle bundle;
    private static SSLContext holding;
    private static SSLContext trusting;

    private final BiSocketServer.Builder builder =
            BiSocketServer.builder()
                    .port(0)
                    .key(CryptoKey.builtIn())
                    .handler("echo", request -> request.reply(request.bytes()));

    @BeforeAll
    static void makeCertificate() throws Exception {
        bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        holding = context(bundle.toKeyManagerFactory().getKeyManagers());
        trusting = context(null);
    }

    @Test
    void aServerSpeaksTls() {
        TlsGuide.speakTls(builder, holding);

        assertEchoes(trusting);
    }

    @Test
    void aServerNeedsCertificates() {
        TlsGuide.needCertificates(builder, holding);

        assertThatThrownBy(() -> assertEchoes(trusting)).isInstanceOf(BiSocketException.class);
        assertEchoes(holding);
    }

    @Test
    void aServerReplacesItsCertificate() {
        TlsGuide.replaceCertificates(builder, () -> TlsOptions.of(holding));

        assertEchoes(trusting);
    }

    @Test
    void applicationsNameBundles() throws Exception {
        String certificate = "--TLS_CERTIFICATE=" + bundle.toTempCertChainPem();
        try (ConfigurableApplicationContext shop =
                        start(
                                ShopApplication.class,
                                "shop,tls",
                                "--bisocket.server.port=0",
                                certificate,
                                "--TLS_KEY=" + bundle.toTempPrivateKeyPem());
                ConfigurableApplicationContext checkout =
                        start(
                                CheckoutApplication.class,
                                "checkout,tls-client",
                                "--bisocket.client.port="
                                        + shop.getBean(BiSocketServer.class).port(),
                                "--spring.ssl.bundle.pem.trusted.truststore.certificate="
                                        + bundle.toTempRootCertPem())) {
            BiSocketClient client = checkout.getBean(BiSocketClient.class);
            client.start().join();

            assertThat(client.request("echo", new byte[] {1})).containsExactly(1);
        }
    }

    private void assertEchoes(SSLContext context) {
        try (BiSocketServer server = builder.start();
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("localhost", server.port())
                                .key(CryptoKey.builtIn())
                                .tls(TlsOptions.of(context))
                                .connect()) {
            assertThat(client.request("echo", new byte[] {1})).containsExactly(1);
        }
    }

    private static ConfigurableApplicationContext start(
            Class<?> application, String profiles, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .profiles(profiles.split(","))
                .run(arguments);
    }

    private static SSLContext context(KeyManager[] own) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, new TrustManager[] {bundle.toTrustManager()}, null);
        return context;
    }
}
