package io.bisocket.internal.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopMoveTests extends SecureNetwork {

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
        try (HelloServer server = new HelloServer(group, io.type())) {
            Queue<EventLoop> left = new ConcurrentLinkedQueue<>();
            server.loop =
                    (current, other) -> {
                        left.add(current);
                        return other;
                    };
            for (int i = 0; i < 20; i++) {
                SecureSocket client = get(connect(server.port()));
                RecordingEvents received = new RecordingEvents();
                client.loop().execute(() -> client.start(received));
                received.send(client, new byte[] {1, 2, 3, 4});
                HelloServer.Opened opened = server.awaitOpened();
                assertThat(opened.socket().loop()).isNotEqualTo(left.remove());
                soon().until(() -> opened.events().received.size() == 1);
                byte[] large = new byte[16_384];
                for (int k = 0; k < 100; k++) {
                    opened.events().send(opened.socket(), large);
                    received.send(client, large);
                }
                soon().until(() -> received.received.size() == 100);
                soon().until(() -> opened.events().received.size() == 101);
                client.loop().execute(client::finish);
                assertThat(opened.events().awaitClosed()).isPresent();
                assertThat(received.awaitClosed()).isEmpty();
            }
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(2));
    }
}
