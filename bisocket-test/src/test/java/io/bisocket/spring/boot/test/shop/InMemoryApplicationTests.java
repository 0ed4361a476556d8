package io.bisocket.spring.boot.test.shop;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.boot.test.autoconfigure.AutoConfigureBiSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

@AutoConfigureBiSocket
@SpringBootTest(properties = "bisocket.client.host=shop.example")
class InMemoryApplicationTests {

    @Autowired private BiSocketClient client;
    @Autowired private ApplicationContext context;

    @Test
    void whenTheApplicationHasAClientItFindsTheServerInMemory() {
        assertThat(context.getBeanNamesForType(BiSocketClient.class)).hasSize(1);
        assertThat(client.serverAddress().getHostString()).isEqualTo("shop.example");
        assertThat(client).request("greet", "Ada").repliesWithText().isEqualTo("Good morning, Ada");
    }
}
