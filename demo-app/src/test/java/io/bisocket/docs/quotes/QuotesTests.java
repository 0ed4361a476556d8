package io.bisocket.docs.quotes;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.bisocket.BiSocketClient;
import io.bisocket.ErrorCode;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.boot.test.autoconfigure.BiSocketTest;
import io.bisocket.test.ReceivedMessages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@BiSocketTest(Quotes.class)
class QuotesTests {

    @Autowired private BiSocketClient client;
    @Autowired private ReceivedMessages received;
    @MockitoBean private Prices prices;

    @Test
    void whenSomethingIsQuotedItsPriceCounts() {
        given(prices.of("tea")).willReturn(3);

        assertThat(client)
                .request("quote", new Order("tea", 2))
                .repliesWith(Receipt.class)
                .isEqualTo(new Receipt("tea", 6));
    }

    @Test
    void whenThePriceIsUnknownTheClientIsTold() {
        given(prices.of("tea")).willThrow(new IllegalStateException("no price"));

        assertThat(client)
                .request("quote", new Order("tea", 2))
                .failsWith(ErrorCode.HANDLER_FAILED)
                .hasMessageContaining("no price");
    }

    @Test
    void whenSomebodyWatchesNewsCome() {
        client.send("quote.watch", "tea");

        assertThat(received.next("quote.news").text()).isEqualTo("nothing new about tea");
    }
}
