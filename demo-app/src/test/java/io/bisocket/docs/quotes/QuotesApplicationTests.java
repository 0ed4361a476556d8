package io.bisocket.docs.quotes;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.SocketRole;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.boot.test.autoconfigure.AutoConfigureBiSocket;
import io.bisocket.test.faults.BiSocketFaults;
import io.bisocket.test.faults.Fault;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureBiSocket
class QuotesApplicationTests {

    @Autowired private BiSocketClient client;
    @Autowired private BiSocketFaults faults;

    @Test
    void whenTheNetworkIsGoneForAWhileTheQuoteComesAllTheSame() {
        CompletableFuture<Receipt> quote;
        try (Fault outage = faults.cut()) {
            quote = client.requestAsync("quote", new Order("tea", 2), Receipt.class);
            assertThat(outage.isActive()).isTrue();
        }

        assertThat(quote.join()).isEqualTo(new Receipt("tea", 6));
    }

    @Test
    void whenTheSendSocketIsLostNothingIsNoticed() {
        faults.loseSocket(SocketRole.SEND);

        assertThat(client).request("quote", new Order("tea", 2)).succeeds();
    }
}
