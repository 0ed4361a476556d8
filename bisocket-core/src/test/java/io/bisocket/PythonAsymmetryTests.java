package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not to be had with the Python format. */
@Timeout(60)
class PythonAsymmetryTests extends EitherSideTest {

    @Test
    void whenAHandlerIsForNativePeersPythonClientsAreRefused() {
        BiSocketServer server =
                register(
                        server().python(Encryption.FASTER)
                                .handler(
                                        "strict",
                                        request -> request.reply("fine"),
                                        HandlerOptions.defaults().nativeOnly())
                                .start());
        BiSocketClient modern = register(client(server).connect());
        BiSocketClient python = register(client(server).python(Encryption.FASTER).connect());

        assertThat(modern.request("strict", new byte[0])).asString(UTF_8).isEqualTo("fine");
        assertThatThrownBy(() -> python.request("strict", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("method 'strict' does not accept the Python format");
    }

    @Test
    void whenClientsOfThePythonFormatAreAskedTheCallIsRefused() throws Exception {
        BiSocketServer server = register(server().python(Encryption.FASTER).start());
        register(client(server).python(Encryption.FASTER).connect());
        Peer client = server.clients().iterator().next();

        assertThatThrownBy(() -> client.request("echo", new byte[0]))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("clients of the Python format answer no requests");
        assertThatThrownBy(() -> items(client.method("count").stream(), 1))
                .cause()
                .hasMessage("clients of the Python format answer no requests");
        assertThatThrownBy(() -> client.method("news").header("a", "b").send())
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("the Python format has no headers");
        client.send("news", "arrives");
        assertThat(received.poll(20, TimeUnit.SECONDS).method()).isEmpty();
    }
}
