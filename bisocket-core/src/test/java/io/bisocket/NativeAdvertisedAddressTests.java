package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.internal.secure.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that clients dial at one address and come back to at another. */
@Timeout(60)
class NativeAdvertisedAddressTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private static BiSocketServer server(int port, String advertised) {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(port)
                .key(KEY)
                .advertisedAddress(advertised)
                .handler("echo", request -> request.reply(request.bytes()))
                .start();
    }

    private static BiSocketClient.Builder client(int port) {
        return BiSocketClient.builder().address("127.0.0.1", port).key(KEY);
    }

    @Test
    void whenTheServerTellsAnAddressFurtherSocketsGoThere() throws Exception {
        int port = freePort();
        try (FaultProxy balancer = FaultProxy.to("127.0.0.1", port);
                FaultProxy node = FaultProxy.to("127.0.0.1", port);
                BiSocketServer server = server(port, "127.0.0.1:" + node.port());
                BiSocketClient client = client(balancer.port()).connect()) {
            assertThat(echo(client)).isEqualTo("hello");
            assertThat(balancer.accepted()).isEqualTo(1);
            assertThat(node.accepted()).isEqualTo(1);

            balancer.resetAll();
            node.resetAll();

            assertThat(echo(client)).isEqualTo("hello");
            await().until(() -> node.accepted() >= 3);
            assertThat(balancer.accepted()).isEqualTo(1);
            assertThat(client.isConnected()).isTrue();
            assertThat(server.clients()).hasSize(1);
        }
    }

    @Test
    void whenNothingAnswersThereTheClientSaysWhere() throws Exception {
        int nobody = freePort();
        try (BiSocketServer server = server(0, "127.0.0.1:" + nobody)) {
            BiSocketClient.Builder client =
                    client(server.port())
                            .limits(Limits.builder().connectTimeout(Duration.ofSeconds(4)).build());
            assertThatThrownBy(client::connect)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("took only one of two sockets within PT4S")
                    .hasMessageEndingWith("it has told the address 127.0.0.1:" + nobody);
        }
    }

    @Test
    void whenTheAddressIsNoneItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BiSocketServer.builder().advertisedAddress("node-1"))
                .withMessageStartingWith(
                        "the advertised address is 'node-1', but it must be a host and a port");
    }

    private static String echo(BiSocketClient client) {
        return new String(client.request("echo", "hello".getBytes(UTF_8)), UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
