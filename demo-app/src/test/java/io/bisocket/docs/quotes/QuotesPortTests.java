package io.bisocket.docs.quotes;

import static io.bisocket.test.BiSocketAssertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.docs.Order;
import io.bisocket.spring.LocalBiSocketServerPort;
import io.bisocket.spring.boot.test.autoconfigure.AutoConfigureBiSocket;
import io.bisocket.spring.boot.test.autoconfigure.Connection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "bisocket.client.enabled=false")
@AutoConfigureBiSocket(connection = Connection.RANDOM_PORT)
class QuotesPortTests {

    @LocalBiSocketServerPort private int port;

    @Value("${bisocket.crypto-key}")
    private String key;

    @Test
    void whenAnotherProcessConnectsItIsAnsweredToo() {
        try (BiSocketClient other =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .key(CryptoKey.of(key))
                        .connect()) {
            assertThat(other).request("quote", new Order("tea", 2)).succeeds();
        }
    }
}
