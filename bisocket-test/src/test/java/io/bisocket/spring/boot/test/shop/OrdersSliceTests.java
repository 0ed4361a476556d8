package io.bisocket.spring.boot.test.shop;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ErrorCode;
import io.bisocket.NoHandlerException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.SocketRole;
import io.bisocket.spring.boot.test.autoconfigure.BiSocketTest;
import io.bisocket.test.ReceivedMessages;
import io.bisocket.test.faults.BiSocketFaults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@BiSocketTest(Orders.class)
class OrdersSliceTests {

    @Autowired private BiSocketClient client;
    @Autowired private ReceivedMessages received;
    @Autowired private BiSocketFaults faults;
    @Autowired private BiSocketServer server;
    @Autowired private ApplicationContext context;
    @MockitoBean private Prices prices;

    @Test
    void whenAnOrderIsPlacedItIsPriced() {
        given(prices.of("tea")).willReturn(3);

        assertThat(client)
                .request("order.place", new Order("tea", 2))
                .repliesWith(Receipt.class)
                .isEqualTo(new Receipt("tea", 6));
    }

    @Test
    void whenTheServerSendsUnaskedItIsRemembered() {
        client.send("order.watch", "tea");

        assertThat(received.next("order.news").text()).isEqualTo("nothing new about tea");
    }

    @Test
    void whenAHandlerStreamsAllItemsAreThere() {
        assertThat(client)
                .request("order.count", 3)
                .streams(Integer.class)
                .containsExactly(1, 2, 3);
    }

    @Test
    void whenAHandlerFailsItSaysWhy() {
        assertThat(client)
                .request("order.fail")
                .failsWith(RemoteHandlerException.class)
                .hasMessageContaining("no tea left");
        assertThat(client).request("order.fail").failsWith(ErrorCode.HANDLER_FAILED);
    }

    @Test
    void whenOneHandlerIsNamedOthersAreNotThere() {
        assertThat(client).request("greet", "Ada").failsWith(NoHandlerException.class);
        assertThat(context.getBeanNamesForType(PoliteGreetings.class)).isEmpty();
        assertThat(context.getBeanNamesForType(ShopApplication.class)).hasSize(1);
    }

    @Test
    void whenASocketIsLostTheAnswerComesAllTheSame() {
        faults.loseSocket(SocketRole.SEND);

        assertThat(client).request("order.count", 1).succeeds();
    }

    @Test
    void whenTheSliceRunsNoPortIsOpen() {
        assertThat(server.address()).hasToString("in-memory/127.0.0.1:65432");
    }

    @Test
    void whenATestLeavesTheNetworkCutTheNextOneFindsItHealed() {
        faults.cut();
    }

    @Test
    void whenATestLeavesTheServerDownTheNextOneFindsAConnectedClient() {
        faults.serverDown();
    }
}
