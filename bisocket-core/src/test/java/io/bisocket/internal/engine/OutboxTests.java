package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.MessageKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for the peer: how much, and in which turn it goes. */
class OutboxTests {

    private static final String FULL =
            "OUTBOX_FULL, not processed: the outbox is full (max-outbox-bytes)";
    private static final int SIZE = 1000;
    private static final int RECORD = SessionSettings.defaults().recordSize();

    /** Room for two sends of a thousand bytes. */
    private final LoneEngine client = LoneEngine.attached(Side.CLIENT, Settings.maxOutbox(2_200));

    private Told send(WhenFull whenFull) {
        Told told = new Told();
        client.engine.send("m", Content.of(new byte[SIZE]), whenFull, told);
        return told;
    }

    private List<Data> sent() {
        return client.written(SocketRole.SEND, Data.class);
    }

    @Test
    void whenTheOutboxIsFullThenAMessageThatMayWaitGoesWhenThereIsRoom() {
        send(WhenFull.WAIT);
        send(WhenFull.WAIT);
        Told third = send(WhenFull.WAIT);
        assertThat(sent()).hasSize(2);

        client.readBack(Sent.ack(1));
        assertThat(sent()).hasSize(1);
        client.readBack(Sent.ack(3));

        assertThat(third.events).containsExactly("acknowledged");
    }

    @Test
    void whenTheOutboxIsFullThenAMessageThatMayNotWaitFails() {
        send(WhenFull.FAIL);
        send(WhenFull.FAIL);

        assertThat(send(WhenFull.FAIL).events).containsExactly(FULL);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void whenTheOldestMayGoThenItMakesRoom() {
        Told oldest = send(WhenFull.DROP_OLDEST);
        send(WhenFull.DROP_OLDEST);
        Told newest = send(WhenFull.DROP_OLDEST);

        assertThat(oldest.events).containsExactly(FULL);
        assertThat(newest.events).isEmpty();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void whenTheOldestHasBegunThenItStays() {
        send(WhenFull.DROP_OLDEST);
        send(WhenFull.DROP_OLDEST);
        sent();

        assertThat(send(WhenFull.DROP_OLDEST).events).containsExactly(FULL);
    }

    @Test
    void whenAFullOutboxIsToDisconnectThenTheSessionEnds() {
        send(WhenFull.WAIT);
        send(WhenFull.WAIT);
        send(WhenFull.DISCONNECT);

        assertThat(client.end)
                .hasMessage("the peer is too slow: its outbox is full (max-outbox-bytes)");
    }

    @Test
    void whenAMessageIsLargerThanTheOutboxThenItGoesAlone() {
        Told told = new Told();
        client.engine.send("m", Content.of(new byte[50_000]), WhenFull.FAIL, told);

        assertThat(sent()).isNotEmpty();
        client.readBack(Sent.ack(1));
        assertThat(told.events).containsExactly("acknowledged");
    }

    @Test
    void whenCallsFillTheirOutboxThenAnswersGoNevertheless() {
        LoneEngine server = LoneEngine.attached(Side.SERVER, Settings.maxOutbox(100));
        server.engine.send("m", Content.of(new byte[SIZE]), WhenFull.WAIT, new Told());
        server.read(Sent.request(2, 1));
        server.calls.get(0).reply(Content.of(new byte[SIZE]), new Told());

        assertThat(server.written(SocketRole.RECEIVE, Data.class))
                .extracting(data -> data.head().kind())
                .containsExactlyInAnyOrder(MessageKind.SEND, MessageKind.REPLY);
    }

    @Test
    void whenLargeAndSmallMessagesWaitThenEachRecordCarriesBoth() {
        LoneEngine free = LoneEngine.client();
        for (int i = 0; i < 3; i++) {
            request(free, 100_000);
        }
        for (int i = 0; i < 100; i++) {
            request(free, SIZE);
        }
        for (int record = 0; record < 10; record++) {
            List<Data> data = nextRecord(free);
            assertThat(data.stream().filter(each -> each.head() != null && each.isLast()))
                    .hasSizeBetween(4, 9);
            assertThat(data.stream().mapToInt(each -> each.part().length()).max().orElse(0))
                    .isGreaterThan(RECORD / 3);
        }
    }

    private static void request(LoneEngine engine, int size) {
        engine.engine.request(
                "m", Content.of(new byte[size]), Call.NO_DEADLINE, WhenFull.WAIT, new Told());
    }

    private static List<Data> nextRecord(LoneEngine engine) {
        ByteBuf record = Unpooled.buffer(RECORD);
        assertThat(engine.socket(SocketRole.SEND).fill(record)).isTrue();
        List<Data> data = new ArrayList<>();
        while (record.isReadable()) {
            data.add((Data) FrameCodec.read(record));
        }
        return data;
    }
}
