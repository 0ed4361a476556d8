package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LentCipherTests {

    private static final byte[] NO_AD = {};

    @Test
    void whenNobodyElseNeedsItThenALoanGoesOn() {
        LentCipher lent = LentCipher.lend();
        int loan = lent.loan();

        IntStream.range(1, LentCipher.PER_THREAD).forEach(i -> LentCipher.lend());

        assertThat(lent.isLentTo(loan)).isTrue();
    }

    @Test
    void whenAllHaveBeenLentSinceThenItIsAnothers() {
        LentCipher lent = LentCipher.lend();
        int loan = lent.loan();

        IntStream.range(0, LentCipher.PER_THREAD).forEach(i -> LentCipher.lend());

        assertThat(lent.isLentTo(loan)).isFalse();
    }

    @Test
    void whenAnotherThreadAsksThenItIsNotItsOwn() throws Exception {
        LentCipher lent = LentCipher.lend();
        int loan = lent.loan();

        assertThat(elsewhere(() -> lent.isLentTo(loan))).isFalse();
        assertThat(lent.isLentTo(loan)).isTrue();
    }

    @Test
    void whenMoreKeysTakeTurnsThanThereAreCiphersThenEachSealsUnderItsOwn() throws Exception {
        AesGcm[] keys = new AesGcm[LentCipher.PER_THREAD + 10];
        byte[][] sealed = new byte[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new AesGcm(key(i));
            sealed[i] = seal(keys[i], 0);
        }

        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < keys.length; i++) {
                assertThat(open(keys[i], sealed[i], round - 1)).isEqualTo(key(round - 1));
                sealed[i] = seal(keys[i], round);
                assertThat(open(new AesGcm(key(i)), sealed[i], round)).isEqualTo(key(round));
            }
        }
    }

    @Test
    void whenAKeyMovesToAnotherThreadThenItSealsThereToo() throws Exception {
        AesGcm mine = new AesGcm(key(1));
        seal(mine, 0);

        byte[] sealed = elsewhere(() -> seal(mine, 1));

        assertThat(open(mine, sealed, 1)).isEqualTo(key(1));
    }

    @Test
    void whenManyThreadsHaveManyKeysThenNoneIsDisturbed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger numbers = new AtomicInteger();
        Future<?>[] running = new Future<?>[4];
        for (int i = 0; i < running.length; i++) {
            running[i] =
                    threads.submit(
                            () -> {
                                for (int n = 0; n < 2_000; n++) {
                                    int number = numbers.incrementAndGet() % 250;
                                    byte[] sealed = seal(new AesGcm(key(number)), n % 100);
                                    byte[] opened = open(new AesGcm(key(number)), sealed, n % 100);
                                    assertThat(opened).isEqualTo(key(n % 100));
                                }
                                return null;
                            });
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdownNow();
    }

    private interface Work<T> {

        T run() throws Exception;
    }

    private static <T> T elsewhere(Work<T> work) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work::run).get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static byte[] key(int number) {
        byte[] key = new byte[AesGcm.KEY_LENGTH];
        key[0] = (byte) number;
        key[1] = (byte) (number >>> Byte.SIZE);
        return key;
    }

    private static byte[] nonce(int number) {
        byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
        nonce[0] = (byte) number;
        return nonce;
    }

    private static byte[] seal(AesGcm key, int number) throws GeneralSecurityException {
        byte[] sealed = new byte[AesGcm.KEY_LENGTH + AesGcm.TAG_LENGTH];
        key.seal(nonce(number), NO_AD, key(number), 0, AesGcm.KEY_LENGTH, sealed, 0);
        return sealed;
    }

    private static byte[] open(AesGcm key, byte[] sealed, int number)
            throws GeneralSecurityException {
        byte[] opened = new byte[AesGcm.KEY_LENGTH];
        key.open(nonce(number), NO_AD, sealed, 0, sealed.length, opened, 0);
        return opened;
    }
}
