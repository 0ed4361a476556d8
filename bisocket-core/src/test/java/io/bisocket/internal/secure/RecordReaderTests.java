package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.Records.concat;
import static io.bisocket.internal.secure.Records.plaintext;
import static io.bisocket.internal.secure.Records.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.RecordSealer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTests {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final Records.Ends ends = Records.handshake();
    private final RecordSealer sealer = ends.client().sealer();
    private final List<byte[]> opened = new ArrayList<>();
    private int wanted = Integer.MAX_VALUE;
    private final RecordReader reader = new RecordReader(ends.server().opener(), this::take);

    @AfterEach
    void giveBack() {
        reader.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 19, 20, 21, 37, 1000, 65_536})
    void whenBytesComeInPiecesThenTheRecordsAreTheSame(int piece) {
        List<byte[]> plaintexts = new ArrayList<>();
        byte[] bytes = {};
        for (int length : new int[] {4, 5, 300, 4, 16_384, 4, 65_519, 17}) {
            byte[] plaintext = plaintext(plaintexts.size(), length);
            plaintexts.add(plaintext);
            bytes = concat(bytes, seal(sealer, plaintext));
        }

        for (int at = 0; at < bytes.length; at += piece) {
            read(bytes, at, Math.min(piece, bytes.length - at));
        }

        assertThat(opened).hasSameSizeAs(plaintexts);
        for (int i = 0; i < plaintexts.size(); i++) {
            assertThat(opened.get(i)).isEqualTo(plaintexts.get(i));
        }
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void whenOnlyALengthHasComeThenNothingIsAllocatedForWhatItAnnounces() {
        read(new byte[] {(byte) 0xFF, (byte) 0xFF, 1}, 0, 3);

        assertThat(allocator.metric().usedHeapMemory()).isLessThan(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 19})
    void whenTheLengthIsOutOfBoundsThenItIsRefusedAtOnce(int length) {
        assertThatThrownBy(() -> read(new byte[] {0, (byte) length}, 0, 2))
                .isInstanceOf(CryptoException.class)
                .hasMessage("a record's length must be 20 to 65535 but was " + length);
    }

    @Test
    void whenTheLengthComesInTwoPiecesThenItIsCheckedToo() {
        read(new byte[1], 0, 1);

        assertThatThrownBy(() -> read(new byte[1], 0, 1))
                .hasMessage("a record's length must be 20 to 65535 but was 0");
    }

    @Test
    void whenNoMoreIsWantedThenTheRestStaysUnread() {
        wanted = 2;
        byte[] record = seal(sealer, plaintext(1, 10));
        byte[] second = seal(sealer, plaintext(2, 10));
        ByteBuf in = Unpooled.wrappedBuffer(record, second, seal(sealer, plaintext(3, 10)));

        reader.read(in, allocator);

        assertThat(opened).hasSize(2);
        assertThat(in.readableBytes()).isEqualTo(record.length);
    }

    private void read(byte[] bytes, int at, int length) {
        ByteBuf in = ByteBufAllocator.DEFAULT.directBuffer().writeBytes(bytes, at, length);
        try {
            reader.read(in, allocator);
            assertThat(in.isReadable()).isFalse();
        } finally {
            in.release();
        }
    }

    private boolean take(ByteBuf plaintext) {
        opened.add(ByteBufUtil.getBytes(plaintext));
        return opened.size() < wanted;
    }
}
