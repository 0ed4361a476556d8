package io.bisocket.internal.crypto;

import static io.bisocket.internal.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.internal.crypto.CryptoException.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTests {

    private final Records.Ends ends = Records.handshake();
    private final RecordSealer sealer = ends.initiator().sealer();
    private final RecordOpener opener = ends.responder().opener();

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 15, 16, 17, 1024, 16_384, 65_518, 65_519})
    void everyLengthThatIsAllowedComesBack(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        byte[] record = Records.seal(sealer, text);
        assertThat(record).hasSize(length + 18);
        assertThat(Byte.toUnsignedInt(record[0]) << 8 | Byte.toUnsignedInt(record[1]))
                .isEqualTo(length + 16);
        assertThat(Records.open(opener, Records.body(record))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 65_520})
    void whenThePlaintextHasAnotherLengthThenItIsNotSealed(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.seal(sealer, new byte[length]))
                .withMessage("a record's plaintext must be 4 to 65519 bytes but was " + length);
        assertThat(Records.open(opener, Records.body(Records.seal(sealer, new byte[4]))))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 15, 16, 19, 65_536})
    void whenTheLengthFieldIsOutOfRangeThenTheErrorNamesTheLimits(int length) {
        assertRefused(Reason.LENGTH, () -> RecordFormat.requireBodyLength(length))
                .hasMessage("a record's length must be 20 to 65535 but was " + length);
        assertRefused(
                Reason.LENGTH, () -> opener.open(new byte[70_000], 0, length, new byte[70_000], 0));
    }

    @Test
    void theLimitsAreWithinThem() {
        assertThat(RecordFormat.requireBodyLength(20)).isEqualTo(20);
        assertThat(RecordFormat.requireBodyLength(65_535)).isEqualTo(65_535);
        assertThat(RecordFormat.MAX_PLAINTEXT_LENGTH).isEqualTo(65_519);
        assertThat(RecordFormat.OVERHEAD).isEqualTo(18);
    }

    @Test
    void thePlaintextMayStandWhereTheCiphertextGoes() {
        byte[] text = Bytes.ascii("attack at dawn");
        for (int offset = 5; offset < 12; offset++) {
            byte[] array = new byte[60];
            System.arraycopy(text, 0, array, offset, text.length);
            int written = sealer.seal(array, offset, text.length, array, 5);
            byte[] body = Arrays.copyOfRange(array, 7, 5 + written);
            assertThat(Records.open(opener, body)).isEqualTo(text);
        }
    }

    @Test
    void onlyTheRangeOfTheTargetIsWritten() {
        byte[] target = new byte[60];
        int written = sealer.seal(Bytes.counting(1, 20), 3, 10, target, 9);
        assertThat(written).isEqualTo(28);
        assertThat(Arrays.copyOf(target, 9)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 37, 60)).containsOnly(0);
        byte[] opened = new byte[30];
        assertThat(opener.open(target, 11, 26, opened, 5)).isEqualTo(10);
        assertThat(Arrays.copyOfRange(opened, 5, 15)).isEqualTo(Bytes.counting(4, 10));
    }

    @Test
    void whenTheTargetIsTooSmallThenTheCounterStays() {
        byte[] text = Bytes.ascii("attack at dawn");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> sealer.seal(text, 0, text.length, new byte[31], 0));
        assertThat(Records.open(opener, Records.body(Records.seal(sealer, text)))).isEqualTo(text);
    }

    @Test
    void equalPlaintextsMakeDifferentRecords() {
        byte[] text = new byte[64];
        assertThat(Records.seal(sealer, text)).isNotEqualTo(Records.seal(sealer, text));
    }

    @Test
    void bothDirectionsSurviveManyRekeys() {
        Records.Ends rekeying = Records.handshake(2);
        for (int i = 0; i < 50; i++) {
            byte[] text = Bytes.counting(i, 20);
            byte[] there = Records.seal(rekeying.initiator().sealer(), text);
            assertThat(Records.open(rekeying.responder().opener(), Records.body(there)))
                    .isEqualTo(text);
            byte[] back = Records.seal(rekeying.responder().sealer(), text);
            assertThat(Records.open(rekeying.initiator().opener(), Records.body(back)))
                    .isEqualTo(text);
        }
    }
}
