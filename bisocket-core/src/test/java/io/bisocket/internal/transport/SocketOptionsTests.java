package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketOptionsTests {

    private static final int FEW = 256 * 1024;

    private EventLoops loops;
    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();
    private final List<Channel> closeLater = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        loops = EventLoops.shared();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        for (Channel channel : closeLater) {
            channel.close().sync();
        }
        for (Socket socket : accepted) {
            socket.close();
        }
        server.close();
        loops.release().join();
    }

    @Test
    void whenThePeerIsNearSomeMoreWaitsInTheKernelUnsent() {
        assumeTrue(Epoll.isAvailable(), "the options are those of Linux");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> config().getTcpNotSentLowAt(), bytes -> bytes == FEW);
    }

    @Test
    void whenASocketIsClosedItsOptionsAreLeftAlone() throws Exception {
        Channel channel = connect();
        channel.close().sync();

        SocketOptions.applyConnected(channel);

        assertThat(channel.isOpen()).isFalse();
    }

    private EpollSocketChannelConfig config() throws Exception {
        Channel channel = connect();
        EpollSocketChannelConfig config = ((EpollSocketChannel) channel).config();
        closeLater.add(channel);
        return config;
    }

    private Channel connect() throws Exception {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
        NettyConnector connector =
                new NettyConnector(
                        loops, loops.group().next(), endpoint, Duration.ofSeconds(20), false, null);
        Channel channel =
                connector.open(new ChannelInboundHandlerAdapter()).get(20, TimeUnit.SECONDS);
        // Stays open, or the channel closes while its options are looked at.
        accepted.add(server.accept());
        return channel;
    }
}
