package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.AddressOrder;
import io.bisocket.ConnectionLostException;
import io.bisocket.NotConnectedException;
import io.bisocket.internal.transport.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientLinksTests {

    private final ClientLinks links =
            new ClientLinks(
                    new ServerAddresses(List.of(new Endpoint("fake", 1)), AddressOrder.AS_GIVEN));

    @Test
    void whenThereIsNoLinkThenCallersHearWhy() {
        assertNone("not connected to fake:1: nobody has asked to connect");

        links.failed(new ConnectionLostException("refused"));
        assertNone("not connected to fake:1: refused");

        links.lost(new ConnectionLostException("cut"));
        assertNone("not connected to fake:1: cut");
        assertThat(links.lastError()).hasMessage("cut");

        links.close();
        assertNone("the client was closed");
    }

    private void assertNone(String why) {
        assertThatExceptionOfType(NotConnectedException.class)
                .isThrownBy(links::link)
                .withMessage(why);
        assertThat(links.isConnected()).isFalse();
        assertThat(links.remoteAddress()).isNull();
        assertThat(links.all()).isEmpty();
    }
}
