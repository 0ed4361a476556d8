package io.bisocket.spring.boot.test.shop;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.spring.LocalBiSocketServerPort;
import io.bisocket.spring.boot.test.autoconfigure.AutoConfigureBiSocket;
import io.bisocket.spring.boot.test.autoconfigure.Connection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@AutoConfigureBiSocket(connection = Connection.RANDOM_PORT)
@SpringBootTest(properties = "bisocket.crypto-key=" + RandomPortApplicationTests.KEY)
class RandomPortApplicationTests {

    static final String KEY = "8a1f0c6be3d74f5a9c2b7d8e6f1a3c5d7e9f0b2a4c6d8e0f1a2b3c4d5e6f7a8b";

    @LocalBiSocketServerPort private int port;
    @Autowired private BiSocketClient client;
    @Autowired private BiSocketServer server;

    @Test
    void whenThePortIsAnyFreeOneOthersConnectToIt() {
        assertThat(port).isPositive().isEqualTo(server.port()).isNotEqualTo(65432);
        try (BiSocketClient other =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .key(CryptoKey.of(KEY))
                        .connect()) {
            assertThat(other).request("greet", "Bob").repliesWithText().endsWith("Bob");
        }
    }

    @Test
    void whenTheApplicationHasNoClientTheTestHas() {
        assertThat(client).request("greet", "Ada").repliesWithText().endsWith("Ada");
    }
}
