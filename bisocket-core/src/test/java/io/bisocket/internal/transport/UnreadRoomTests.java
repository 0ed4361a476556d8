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

class UnreadRoomTests {

    /** Linux says twice of what was asked for, and gives 208 KiB at most unless told otherwise. */
    private static final int LEAST = 2 * 208 * 1024;

    private static final int LITTLE = 2 * UnreadRoom.LITTLE;

    private EventLoops loops;
    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();
    private final List<Channel> closeLater = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        assumeTrue(Epoll.isAvailable(), "the options are those of Linux");
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
        if (loops != null) {
            server.close();
            loops.release().join();
        }
    }

    @Test
    void whenLargeMessagesComeThenTheSystemGivesWhatItWants() {
        EpollSocketChannel channel = near();
        int before = room(channel);

        new UnreadRoom(channel).large(UnreadRoom.LONG);

        assertThat(room(channel)).isEqualTo(before);
    }

    @Test
    void whenASmallMessageComesThenLittleWaits() {
        EpollSocketChannel channel = near();

        new UnreadRoom(channel).small();

        assertThat(room(channel)).isBetween(LEAST, LITTLE);
    }

    @Test
    void whenNoSmallMessageComesForLongThenMuchWaits() {
        EpollSocketChannel channel = near();
        UnreadRoom unread = new UnreadRoom(channel);
        unread.small();
        channel.config().setReceiveBufferSize(UnreadRoom.LITTLE / 4);

        unread.large(UnreadRoom.LONG - 1);
        assertThat(room(channel)).isLessThan(LEAST);

        unread.large(1);
        assertThat(room(channel)).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void whenASmallMessageComesBetweenThenLittleStillWaits() {
        EpollSocketChannel channel = near();
        UnreadRoom unread = new UnreadRoom(channel);
        unread.small();
        int little = room(channel);

        unread.large(UnreadRoom.LONG - 1);
        unread.small();
        unread.large(UnreadRoom.LONG - 1);

        assertThat(room(channel)).isEqualTo(little);
    }

    @Test
    void whenThePeerIsFarThenTheSystemGivesWhatItWants() throws Exception {
        EpollSocketChannel channel = new EpollSocketChannel();
        loops.group().next().register(channel).sync();
        closeLater.add(channel);
        int before = room(channel);

        new UnreadRoom(channel).small();

        assertThat(room(channel)).isEqualTo(before);
    }

    private static int room(EpollSocketChannel channel) {
        return channel.config().getReceiveBufferSize();
    }

    /** A machine that stops for a moment looks as if the way were long. */
    private EpollSocketChannel near() {
        return await().atMost(Duration.ofSeconds(20))
                .until(this::connect, channel -> SocketOptions.isNear(channel));
    }

    private EpollSocketChannel connect() throws Exception {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
        NettyConnector connector =
                new NettyConnector(
                        loops, loops.group().next(), endpoint, Duration.ofSeconds(20), false, null);
        Channel channel =
                connector.open(new ChannelInboundHandlerAdapter()).get(20, TimeUnit.SECONDS);
        closeLater.add(channel);
        accepted.add(server.accept());
        return (EpollSocketChannel) channel;
    }
}
