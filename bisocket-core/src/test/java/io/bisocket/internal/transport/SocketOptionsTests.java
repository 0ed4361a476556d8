package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketOptionsTests extends ConnectedSocketTest {

    private static final int FEW = 256 * 1024;

    @Test
    void whenThePeerIsNearSomeMoreWaitsInTheKernelUnsent() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> connect().config().getTcpNotSentLowAt(), bytes -> bytes == FEW);
    }

    @Test
    void whenASocketIsClosedItsOptionsAreLeftAlone() throws Exception {
        Channel channel = connect();
        channel.close().sync();

        SocketOptions.applyConnected(channel);

        assertThat(channel.isOpen()).isFalse();
    }
}
