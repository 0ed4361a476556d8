package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.bisocket.spring.BiSocketHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

/** What a user reads when an application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    static class OtherEcho {

        @BiSocketHandler("echo")
        void other() {}
    }

    static class TwoPayloads {

        @BiSocketHandler("pair")
        void pair(String one, String two) {}
    }

    @Import({Echo.class, OtherEcho.class})
    static class Duplicates extends Application {}

    @Import(TwoPayloads.class)
    static class Impossible extends Application {}

    @Import(Echo.class)
    static class Server extends Application {}

    @Test
    void whenTwoHandlersHaveOneNameThenBothAreNamed(CapturedOutput output) {
        fail(Duplicates.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Two methods handle 'echo'")
                .contains("byte[] " + Echo.class.getName() + ".echo(byte[]) of bean")
                .contains("void " + OtherEcho.class.getName() + ".other() of bean")
                .contains("Give one of them another name");
    }

    @Test
    void whenASignatureCannotWorkThenTheMethodIsNamed(CapturedOutput output) {
        fail(Impossible.class);

        assertThat(output)
                .contains("This method cannot handle requests")
                .contains(TwoPayloads.class.getName() + ".pair(java.lang.String, java.lang.String)")
                .contains("because 2 of its parameters ask for the payload")
                .contains("Change the method. It may have one payload parameter");
    }

    @Test
    void whenAKeyIsRequiredAndMissingThenItsPropertyIsNamed(CapturedOutput output) {
        fail(Server.class, "bisocket.require-key=required");

        assertThat(output)
                .contains("No crypto key: set CRYPTO_KEY")
                .contains("Set bisocket.crypto-key, or the environment variable CRYPTO_KEY");
    }

    @Test
    void whenAPlaceholderIsUnresolvedThenTheUserIsTold(CapturedOutput output) {
        fail(Server.class, "bisocket.crypto-key=${NO_SUCH_VARIABLE}");

        assertThat(output)
                .contains("unresolved ${...} placeholder")
                .contains("write ${CRYPTO_KEY:} with a colon");
    }

    @Test
    void whenTheBuiltInKeyLeavesLoopbackThenTheUserIsTold(CapturedOutput output) {
        fail(Server.class, "bisocket.server.address=0.0.0.0");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Everybody knows the built-in key")
                .contains(
                        "keep bisocket.server.address and bisocket.client.host or .addresses on loopback");
    }

    @Test
    void whenThePortIsTakenThenThePropertyIsNamed(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fail(Server.class, "bisocket.server.port=" + taken.getLocalPort());

            assertThat(output)
                    .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("set bisocket.server.port to another port (0 for any free one)");
        }
    }

    @Test
    void whenTheAddressIsUnknownThenThePropertyIsNamed(CapturedOutput output) {
        fail(Server.class, "bisocket.server.address=no-such-host.invalid");

        assertThat(output)
                .contains("Cannot listen on no-such-host.invalid")
                .contains("set bisocket.server.address to one");
    }

    @Test
    void whenAnEncryptionIsUnknownThenThePropertyAndTheWordsAreNamed(CapturedOutput output) {
        fail(
                Server.class,
                "bisocket.server.python.enabled=true",
                "bisocket.server.python.encryption=rot13");

        assertThat(output)
                .contains(
                        "Invalid value 'rot13' for configuration property"
                                + " 'bisocket.server.python.encryption'")
                .contains("accepted are secure");
    }

    @Test
    void whenAnSslBundleIsUnknownThenTheKnownOnesAreNamed(CapturedOutput output) {
        fail(
                Server.class,
                "spring.ssl.bundle.jks.web.truststore.type=JKS",
                "bisocket.server.ssl.bundle=wep");

        assertThat(output)
                .contains("Property bisocket.server.ssl.bundle is 'wep'")
                .contains("Name another bundle (there are: web), or define this one with")
                .contains("spring.ssl.bundle.pem.wep");
    }

    @Test
    void whenTheClientIsToFailFastThenItsPropertiesAreNamed(CapturedOutput output) {
        int port = TestProperties.closedPort();
        fail(
                Application.class,
                "bisocket.client.host=127.0.0.1",
                "bisocket.client.port=" + port,
                "bisocket.client.fail-fast=true");

        assertThat(output)
                .contains("The client cannot connect to 127.0.0.1:" + port)
                .contains("review bisocket.client.host and bisocket.client.port");
    }

    @Test
    void whenTheClientHasAHostAndAddressesThenBothAreNamed(CapturedOutput output) {
        fail(
                Application.class,
                "bisocket.client.host=127.0.0.1",
                "bisocket.client.addresses=127.0.0.1:1,127.0.0.1:2");

        assertThat(output)
                .contains(
                        "Properties bisocket.client.host and bisocket.client.addresses are both set")
                .contains("Remove bisocket.client.host and bisocket.client.port, or remove");
    }

    @Test
    void whenSettingsConflictThenBothAreNamed(CapturedOutput output) {
        fail(
                Server.class,
                "bisocket.server.python.enabled=false",
                "bisocket.server.python.encryption=faster");

        assertThat(output)
                .contains("configuration property 'bisocket.server.python.encryption'")
                .contains("bisocket.server.python.enabled is false");
    }

    @Test
    void whenTheClientsKeyIsNotThereThenBothPropertiesAreNamed(CapturedOutput output) {
        fail(
                Application.class,
                "bisocket.client.host=127.0.0.1",
                "bisocket.client.key-name=summer",
                "bisocket.keys.spring.crypto-key=very secret");

        assertThat(output)
                .contains(
                        "Property bisocket.client.key-name is 'summer', and there is no such key.")
                .contains(
                        "Set bisocket.keys.summer.crypto-key, or another bisocket.client.key-name")
                .doesNotContain("very secret");
    }

    @Test
    void whenThePythonFormatHasNoKeyThenBothPropertiesAreNamed(CapturedOutput output) {
        fail(
                Server.class,
                "bisocket.server.python.enabled=true",
                "bisocket.keys.spring.crypto-key=very secret");

        assertThat(output)
                .contains("the Python format uses the key without a name, and there is none.")
                .contains(
                        "Set bisocket.crypto-key, or the environment variable CRYPTO_KEY; or set"
                                + " bisocket.server.python.enabled to false.")
                .doesNotContain("very secret");
    }

    @Test
    void whenAKeyWithANameHasAnUnresolvedPlaceholderThenItsPropertyIsNamed(CapturedOutput output) {
        fail(Server.class, "bisocket.keys.spring.crypto-key=${NO_SUCH_VARIABLE}");

        assertThat(output)
                .contains(
                        "Property bisocket.keys.spring.crypto-key still holds an unresolved ${...}")
                .contains("Set what the placeholder names");
    }

    @Test
    void whenAKeyStandsInPlaceOfItsPropertiesThenItIsNotShown(CapturedOutput output) {
        fail(Server.class, "bisocket.keys.spring=very secret");

        assertThat(output)
                .contains("Property bisocket.keys.spring has a value, but it is only the beginning")
                .contains("Set bisocket.keys.spring.crypto-key to the key.")
                .doesNotContain("very secret");
    }

    @Test
    void whenALibraryOfCompressionIsMissingThenThatIsSaid(CapturedOutput output) {
        fail(Server.class, "bisocket.compression.method=zstd");

        assertThat(output)
                .contains("Invalid value 'zstd' for configuration property")
                .contains("com.github.luben:zstd-jni")
                .doesNotContain("set bisocket.server.port");
    }

    @Test
    void whenEventLoopsAreToSpinForTooLongThenTheirPropertyIsNamed(CapturedOutput output) {
        fail(Server.class, "bisocket.event-loops.spin=2s");

        assertThat(output)
                .contains("configuration property 'bisocket.event-loops.spin'")
                .contains("event loops may spin for 0 to 1 s but were to for PT2S");
    }

    @Test
    void whenTwoClientsHaveOneIdThenBothAreNamed(CapturedOutput output) {
        String id = "00000000-0000-0000-0000-000000000001";
        fail(
                Application.class,
                "bisocket.clients.a.host=127.0.0.1",
                "bisocket.clients.a.id=" + id,
                "bisocket.clients.b.host=127.0.0.1",
                "bisocket.clients.b.id=" + id);

        assertThat(output)
                .contains("bisocket.clients.a.id and bisocket.clients.b.id are both " + id)
                .contains("Remove bisocket.clients.b.id, or give that client another one.");
    }

    private static void fail(Class<?> application, String... properties) {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setRegisterShutdownHook(false);
        String[] arguments =
                TestProperties.arguments(Arrays.stream(properties).map(each -> "--" + each));
        assertThatException().isThrownBy(() -> spring.run(arguments).close());
    }
}
