package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
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

    /** Linux says twice of what was asked for. */
    private static final int SMALL = 2 * 128 * 1024;

    private EventLoops loops;
    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        loops = EventLoops.shared();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : accepted) {
            socket.close();
        }
        server.close();
        loops.release().join();
    }

    @Test
    void whenThePeerIsNearLittleWaitsInTheKernelUnread() {
        assumeTrue(Epoll.isAvailable(), "the options are those of Linux");
        // A machine that stops for a moment looks as if the way were long.
        await().atMost(Duration.ofSeconds(20)).until(this::receiveBuffer, size -> size == SMALL);
    }

    @Test
    void whenASocketIsClosedItsOptionsAreLeftAlone() throws Exception {
        Channel channel = connect();
        channel.close().sync();

        SocketOptions.applyConnected(channel);

        assertThat(channel.isOpen()).isFalse();
    }

    private int receiveBuffer() throws Exception {
        Channel channel = connect();
        int size = ((EpollSocketChannel) channel).config().getReceiveBufferSize();
        channel.close().sync();
        return size;
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
