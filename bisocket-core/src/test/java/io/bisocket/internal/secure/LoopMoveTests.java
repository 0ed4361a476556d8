package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.HelloServer.PSK;
import static io.bisocket.internal.secure.HelloServer.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopMoveTests {

    enum Io {
        EPOLL,
        NIO;

        MultiThreadIoEventLoopGroup group() {
            Assumptions.assumeTrue(this == NIO || Epoll.isAvailable(), "no epoll here");
            return new MultiThreadIoEventLoopGroup(
                    2, this == NIO ? NioIoHandler.newFactory() : EpollIoHandler.newFactory());
        }

        Class<? extends ServerChannel> type() {
            return this == NIO ? NioServerSocketChannel.class : EpollServerSocketChannel.class;
        }
    }

    @ParameterizedTest
    @EnumSource(Io.class)
    void whenTheHelloBelongsOnAnotherLoopThenTheConnectionGoesThereAndWorks(Io io)
            throws Exception {
        MultiThreadIoEventLoopGroup group = io.group();
        EventLoops loops = EventLoops.shared();
        try (HelloServer server = new HelloServer(group, io.type())) {
            Queue<EventLoop> left = new ConcurrentLinkedQueue<>();
            server.loop =
                    (current, other) -> {
                        left.add(current);
                        return other;
                    };
            for (int i = 0; i < 50; i++) {
                SecureSocket client = connect(loops, server).get(20, TimeUnit.SECONDS);
                RecordingEvents events = new RecordingEvents();
                client.loop().execute(() -> client.start(events));
                events.send(client, new byte[] {1, 2, 3, 4});
                HelloServer.Opened opened = server.awaitOpened();
                assertThat(opened.socket().loop()).isNotEqualTo(left.remove());
                await().until(() -> opened.events().received.size() == 1);
                byte[] large = new byte[16_384];
                for (int k = 0; k < 100; k++) {
                    opened.events().send(opened.socket(), large);
                    events.send(client, large);
                }
                await().until(() -> events.received.size() == 100);
                await().until(() -> opened.events().received.size() == 101);
                client.loop().execute(client::finish);
                assertThat(opened.events().awaitClosed()).isPresent();
                assertThat(events.awaitClosed()).isEmpty();
            }
        } finally {
            loops.release().join();
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    static CompletableFuture<SecureSocket> connect(EventLoops loops, HelloServer server) {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("127.0.0.1", server.port()),
                        Duration.ofSeconds(20),
                        false);
        HelloHeader header =
                new HelloHeader(0, HelloHeader.KeyKind.CONFIGURED, SocketRole.SEND, new byte[16]);
        return ClientHelloHandler.connect(connector, header, PSK, SERVICE, Limits.defaults());
    }
}
