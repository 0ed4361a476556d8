package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreadRoomTests extends ConnectedSocketTest {

    /** Linux says twice of what was asked for, and gives 208 KiB at most unless told otherwise. */
    private static final int LEAST = 2 * 208 * 1024;

    private static final int LITTLE = 2 * UnreadRoom.LITTLE;

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
        closeLater(channel);
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
}
