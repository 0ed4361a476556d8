package io.bisocket.internal.transport;

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

/** Sockets of Linux that are connected on loopback, until the end of a test. */
abstract class ConnectedSocketTest {

    final EventLoops loops = EventLoops.shared();
    private final List<Socket> accepted = new ArrayList<>();
    private final List<Channel> opened = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        assumeTrue(Epoll.isAvailable(), "the options are those of Linux");
    }

    @AfterEach
    void stop() throws Exception {
        for (Channel channel : opened) {
            channel.close().sync();
        }
        for (Socket socket : accepted) {
            socket.close();
        }
        server.close();
        loops.release().join();
    }

    EpollSocketChannel connect() throws Exception {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
        NettyConnector connector =
                new NettyConnector(
                        loops, loops.group().next(), endpoint, Duration.ofSeconds(20), false, null);
        Channel channel =
                connector.open(new ChannelInboundHandlerAdapter()).get(20, TimeUnit.SECONDS);
        opened.add(channel);
        // Stays open, or the channel closes while its options are looked at.
        accepted.add(server.accept());
        return (EpollSocketChannel) channel;
    }

    void closeLater(Channel channel) {
        opened.add(channel);
    }
}
