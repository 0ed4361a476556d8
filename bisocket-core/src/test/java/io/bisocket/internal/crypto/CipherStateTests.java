package io.bisocket.internal.crypto;

import static io.bisocket.internal.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.bisocket.internal.crypto.CryptoException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CipherStateTests {

    private static final byte[] KEY = Bytes.counting(1, 32);
    private static final byte[] NO_AD = {};
    private static final byte[] TEXT = Bytes.ascii("attack at dawn");
    private static final long LAST_NONCE = -2L;

    @Test
    void theNonceIsFourZerosAndTheCounter() throws GeneralSecurityException {
        CipherState state = new CipherState(KEY);
        for (long counter = 0; counter < 300; counter++) {
            assertThat(seal(state)).isEqualTo(sealedByHand(KEY, counter));
        }
        CipherState late = new CipherState(KEY, 1L << 40, 0x0102030405060708L);
        assertThat(seal(late)).isEqualTo(sealedByHand(KEY, 0x0102030405060708L));
    }

    @Test
    void theKeyIsReplacedBeforeEveryMultipleOfTheInterval() throws GeneralSecurityException {
        CipherState sealing = new CipherState(KEY, 4, 0);
        CipherState opening = new CipherState(KEY, 4, 0);
        byte[] key = KEY;
        for (int counter = 0; counter < 13; counter++) {
            if (counter > 0 && counter % 4 == 0) {
                key = rekeyedByHand(key);
            }
            byte[] sealed = seal(sealing);
            assertThat(sealed).isEqualTo(sealedByHand(key, counter));
            assertThat(open(opening, sealed)).isEqualTo(TEXT);
        }
    }

    @Test
    void theIntervalIsAboutAMillionMessages() throws GeneralSecurityException {
        long interval = 1L << 20;
        CipherState before = new CipherState(KEY, CipherState.REKEY_INTERVAL, interval - 1);
        assertThat(seal(before)).isEqualTo(sealedByHand(KEY, interval - 1));
        assertThat(seal(before)).isEqualTo(sealedByHand(rekeyedByHand(KEY), interval));
        assertThat(seal(before)).isEqualTo(sealedByHand(rekeyedByHand(KEY), interval + 1));
    }

    @Test
    void whenTheCounterIsUsedUpThenNothingIsSealedOrOpened() {
        CipherState sealing = new CipherState(KEY, 1L << 20, LAST_NONCE);
        CipherState opening = new CipherState(KEY, 1L << 20, LAST_NONCE);
        byte[] last = seal(sealing);
        assertThat(open(opening, last)).isEqualTo(TEXT);
        for (int i = 0; i < 3; i++) {
            assertRefused(Reason.EXHAUSTED, () -> seal(sealing))
                    .hasMessage("all 2^64 - 1 nonces of the key are used");
            assertRefused(Reason.EXHAUSTED, () -> open(opening, last));
        }
    }

    @Test
    void whenATagDoesNotMatchThenTheStateHasEnded() {
        CipherState sealing = new CipherState(KEY);
        CipherState opening = new CipherState(KEY);
        byte[] sealed = seal(sealing);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(opening, Bytes.flipped(sealed, 0)))
                .hasMessage("the tag does not match");
        assertRefused(Reason.ENDED, () -> open(opening, sealed))
                .hasMessage("an earlier failure ended this direction");
        assertRefused(Reason.ENDED, () -> open(opening, seal(sealing)));
    }

    @Test
    void whenTheInputIsShorterThanATagThenTheStateHasEnded() {
        for (int length = 0; length < 16; length++) {
            CipherState opening = new CipherState(KEY);
            byte[] tooShort = new byte[length];
            assertRefused(Reason.LENGTH, () -> open(opening, tooShort))
                    .hasMessage("a ciphertext must be at least 16 bytes but was " + length);
            assertRefused(Reason.ENDED, () -> open(opening, seal(new CipherState(KEY))));
        }
    }

    /** Whatever it was that failed, its nonce may have been used. */
    @Test
    void whenTheCipherThrowsThenTheStateHasEnded() {
        byte[] noArray = null;
        CipherState sealing = new CipherState(KEY);
        byte[] target = new byte[TEXT.length + 16];
        assertThatNullPointerException()
                .isThrownBy(() -> sealing.seal(noArray, TEXT, 0, TEXT.length, target, 0));
        assertRefused(Reason.ENDED, () -> seal(sealing));

        CipherState opening = new CipherState(KEY);
        byte[] sealed = seal(new CipherState(KEY));
        assertThatNullPointerException()
                .isThrownBy(() -> opening.open(noArray, sealed, 0, sealed.length, target, 0));
        assertRefused(Reason.ENDED, () -> open(opening, sealed));
    }

    @Test
    void theAdditionalDataIsAuthenticated() {
        byte[] sealed = new byte[TEXT.length + 16];
        new CipherState(KEY).seal(Bytes.ascii("ad"), TEXT, 0, TEXT.length, sealed, 0);
        byte[] opened = new byte[TEXT.length];
        new CipherState(KEY).open(Bytes.ascii("ad"), sealed, 0, sealed.length, opened, 0);
        assertThat(opened).isEqualTo(TEXT);
        assertRefused(
                Reason.NOT_AUTHENTIC,
                () ->
                        new CipherState(KEY)
                                .open(Bytes.ascii("da"), sealed, 0, sealed.length, opened, 0));
    }

    @Test
    void whenARangeDoesNotFitThenTheCounterStays() {
        CipherState sealing = new CipherState(KEY);
        CipherState opening = new CipherState(KEY);
        byte[] target = new byte[TEXT.length + 15];
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> sealing.seal(NO_AD, TEXT, 0, TEXT.length, target, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> sealing.seal(NO_AD, TEXT, 1, TEXT.length, new byte[99], 0));
        byte[] sealed = seal(sealing);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> opening.open(NO_AD, sealed, 0, sealed.length, new byte[13], 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> opening.open(NO_AD, sealed, 1, sealed.length, new byte[99], 0));
        assertThat(open(opening, sealed)).isEqualTo(TEXT);
    }

    @Test
    void theSourceMayLieInTheTarget() {
        for (int at = 0; at < 40; at++) {
            byte[] array = new byte[80];
            System.arraycopy(TEXT, 0, array, 20, TEXT.length);
            new CipherState(KEY).seal(NO_AD, array, 20, TEXT.length, array, at);
            byte[] sealed = Arrays.copyOfRange(array, at, at + TEXT.length + 16);
            assertThat(sealed).isEqualTo(seal(new CipherState(KEY)));
            new CipherState(KEY).open(NO_AD, array, at, sealed.length, array, 20);
            assertThat(Arrays.copyOfRange(array, 20, 20 + TEXT.length)).isEqualTo(TEXT);
        }
    }

    @Test
    void whenTheIntervalIsNoPowerOfTwoThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CipherState(KEY, 1000, 0))
                .withMessage("the rekey interval must be a power of two but was 1000");
    }

    private static byte[] seal(CipherState state) {
        byte[] sealed = new byte[TEXT.length + 16];
        assertThat(state.seal(NO_AD, TEXT, 0, TEXT.length, sealed, 0)).isEqualTo(sealed.length);
        return sealed;
    }

    private static byte[] open(CipherState state, byte[] sealed) {
        byte[] opened = new byte[64];
        int length = state.open(NO_AD, sealed, 0, sealed.length, opened, 0);
        return Arrays.copyOf(opened, length);
    }

    private static byte[] sealedByHand(byte[] key, long counter) throws GeneralSecurityException {
        return sealedByHand(key, counter, TEXT);
    }

    private static byte[] rekeyedByHand(byte[] key) throws GeneralSecurityException {
        return Arrays.copyOf(sealedByHand(key, -1L, new byte[32]), 32);
    }

    private static byte[] sealedByHand(byte[] key, long counter, byte[] text)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(counter).array();
        byte[] sealed = new byte[text.length + 16];
        new AesGcm(key).seal(nonce, NO_AD, text, 0, text.length, sealed, 0);
        return sealed;
    }
}
