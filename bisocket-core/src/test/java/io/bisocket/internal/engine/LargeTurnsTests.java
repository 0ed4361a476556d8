package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several large messages gets the next record. */
class LargeTurnsTests {

    /** What carries large messages alone is long. */
    private static final int RECORD = 3 * SessionSettings.defaults().recordSize();

    private static final int SHORT = 6 * RECORD;
    private static final int LONG = 60 * RECORD;

    private final LoneEngine client = LoneEngine.client();
    private final Told told = new Told();

    private Call request(int size) {
        return client.engine.request(
                "m", Content.of(new byte[size]), Call.NO_DEADLINE, WhenFull.WAIT, told);
    }

    private List<Data> nextRecord() {
        List<Data> frames = new ArrayList<>();
        ByteBuf record = Unpooled.buffer(RECORD);
        client.socket(SocketRole.SEND).fill(record);
        while (record.isReadable()) {
            if (FrameCodec.read(record) instanceof Data data) {
                frames.add(data);
            }
        }
        return frames;
    }

    private List<Data> nextRecords(int count) {
        List<Data> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.addAll(nextRecord());
        }
        return frames;
    }

    private static List<Integer> slots(List<Data> frames) {
        return frames.stream().map(Data::slot).toList();
    }

    private static int bytes(List<Data> frames, int slot) {
        return frames.stream()
                .filter(each -> each.slot() == slot)
                .mapToInt(each -> each.part().length())
                .sum();
    }

    @Test
    void whenMessagesAreEquallyLongThenOneIsCompleteAfterTheOther() {
        request(SHORT);
        request(SHORT);
        request(SHORT);

        List<Integer> slots = slots(client.written(SocketRole.SEND, Data.class));

        assertThat(slots.subList(0, 3)).as("each begins").containsExactly(0, 1, 2);
        assertThat(slots.subList(3, slots.size())).isSorted().contains(0, 1, 2);
    }

    @Test
    void whenAShortOneComesThenItPassesALongOneThatHasTheRest() {
        request(LONG);
        nextRecords(8);
        request(SHORT);

        List<Data> frames = nextRecords(9);

        assertThat(frames).anyMatch(each -> each.slot() == 1 && each.isLast());
        assertThat(bytes(frames, 0)).isBetween(RECORD, 3 * RECORD);
    }

    @Test
    void whenALongOneHasLessLeftThenAShorterOneWaits() {
        request(LONG);
        nextRecords(57);
        request(SHORT);

        List<Integer> slots = slots(nextRecords(5));

        assertThat(slots.subList(0, 5)).containsExactly(1, 0, 0, 0, 0);
    }

    @Test
    void whenShorterOnesNeverEndThenTheLongOneHasAQuarter() {
        request(LONG);
        nextRecord();
        List<Data> frames = new ArrayList<>();
        int records = 0;

        while (frames.stream().noneMatch(each -> each.slot() == 0 && each.isLast())) {
            request(SHORT);
            frames.addAll(nextRecords(6));
            records += 6;
        }

        assertThat(records).isLessThan(5 * LONG / RECORD);
    }

    @Test
    void whenSocketsAreLostThenThoseThatHadBegunGoOneAfterTheOtherAgain() {
        request(SHORT);
        request(SHORT);
        nextRecords(5);
        client.socket(SocketRole.SEND).closed();
        client.attach(SocketRole.SEND, LoneEngine.TERMS);

        List<Data> frames = client.written(SocketRole.SEND, Data.class);

        List<Integer> slots = slots(frames);
        assertThat(slots.subList(0, 2)).containsExactly(0, 1);
        assertThat(slots.subList(2, slots.size())).isSorted();
        assertThat(bytes(frames, 0)).isEqualTo(SHORT);
        assertThat(bytes(frames, 1)).isEqualTo(SHORT);
    }

    @Test
    void whenOneIsCancelledThenItsEndGoesSoon() {
        request(SHORT);
        Call second = request(SHORT);
        nextRecords(2);

        second.cancel();

        assertThat(nextRecords(2)).anyMatch(each -> each.slot() == 1 && each.isVoid());
    }
}
