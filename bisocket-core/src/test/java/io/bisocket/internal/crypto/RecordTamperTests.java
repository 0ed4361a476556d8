package io.bisocket.internal.crypto;

import static io.bisocket.internal.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.crypto.CryptoException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is done to a record, it does not open, and nothing after it does. */
class RecordTamperTests {

    private static final byte[] KEY = Bytes.counting(1, 32);
    private static final int RECORDS = 6;

    private final List<byte[]> records = records();

    @Test
    void whenAnyBitOfTheBodyIsFlippedThenTheRecordDoesNotOpen() {
        byte[] body = Records.body(records.get(0));
        for (int bit = 0; bit < body.length * 8; bit++) {
            RecordOpener opener = opener();
            byte[] altered = Bytes.flipped(body, bit);
            assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, altered));
            assertRefused(Reason.ENDED, () -> Records.open(opener, body));
        }
    }

    /** With any other length the reader cuts the stream of records elsewhere. */
    @Test
    void whenTheLengthIsAlteredThenTheRecordDoesNotOpen() {
        byte[] stream = Bytes.concat(records.toArray(byte[][]::new));
        int length = records.get(0).length - 2;
        for (int other = 20; other <= stream.length - 2; other++) {
            byte[] body = Arrays.copyOfRange(stream, 2, 2 + other);
            if (other != length) {
                RecordOpener opener = opener();
                assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, body));
            }
        }
    }

    @Test
    void whenARecordIsLeftOutThenTheNextDoesNotOpen() {
        for (int missing = 0; missing < RECORDS - 1; missing++) {
            RecordOpener opener = openerAfter(missing);
            byte[] next = Records.body(records.get(missing + 1));
            assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, next));
        }
    }

    @Test
    void whenARecordIsReplayedThenItDoesNotOpenAgain() {
        for (int read = 1; read <= RECORDS; read++) {
            for (int replayed = 0; replayed < read; replayed++) {
                RecordOpener opener = openerAfter(read);
                byte[] body = Records.body(records.get(replayed));
                assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, body));
            }
        }
    }

    @Test
    void whenARecordIsReflectedThenItsSenderDoesNotOpenIt() {
        Records.Ends ends = Records.handshake();
        byte[] body = Records.body(Records.seal(ends.initiator().sealer(), new byte[64]));
        assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(ends.initiator().opener(), body));
    }

    @Test
    void whenARecordIsSplicedFromAnotherConnectionThenItDoesNotOpen() {
        Records.Ends one = Records.handshake();
        Records.Ends other = Records.handshake();
        byte[] body = Records.body(Records.seal(other.initiator().sealer(), new byte[64]));
        assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(one.responder().opener(), body));
    }

    @Test
    void whenARecordFromBeforeARekeyIsReplayedThenItDoesNotOpen() {
        RecordSealer sealer = new RecordSealer(new CipherState(KEY, 2, 0));
        RecordOpener opener = new RecordOpener(new CipherState(KEY, 2, 0));
        byte[] first = Records.body(Records.seal(sealer, new byte[64]));
        assertThat(Records.open(opener, first)).hasSize(64);
        for (int i = 1; i < 4; i++) {
            Records.open(opener, Records.body(Records.seal(sealer, new byte[64])));
        }
        assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, first));
    }

    @Test
    void whenThePeerDoesNotRekeyThenItsRecordDoesNotOpen() {
        RecordSealer sealer = new RecordSealer(new CipherState(KEY, 4, 0));
        RecordOpener opener = new RecordOpener(new CipherState(KEY, 2, 0));
        Records.open(opener, Records.body(Records.seal(sealer, new byte[64])));
        Records.open(opener, Records.body(Records.seal(sealer, new byte[64])));
        byte[] third = Records.body(Records.seal(sealer, new byte[64]));
        assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, third));
    }

    private static List<byte[]> records() {
        RecordSealer sealer = new RecordSealer(new CipherState(KEY));
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> Records.seal(sealer, Bytes.counting(i, 40)))
                .toList();
    }

    private RecordOpener openerAfter(int read) {
        RecordOpener opener = opener();
        for (byte[] record : records.subList(0, read)) {
            Records.open(opener, Records.body(record));
        }
        return opener;
    }

    private static RecordOpener opener() {
        return new RecordOpener(new CipherState(KEY));
    }
}
