package io.bisocket.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Has the JVM compile AES-GCM when the first long record comes. Until its methods are compiled the
 * JDK's cipher is a hundred times slower, and what makes the JVM compile them is the number of
 * calls, not their length: a process that has only ever seen records of 48 KiB stays slow for
 * seconds and many megabytes. Some thousand short calls on a thread beside it end that early, of
 * several lengths, since what was compiled for some is thrown away when others come. Then a long
 * one tells whether it has helped; if not, there are as many again, for some seconds at most. A
 * process with short messages makes those calls by itself, and needs none of this.
 *
 * <p>Once in a process. Thread-safe.
 */
final class CipherWarmUp {

    /** From this length on, in bytes, a record is long. */
    private static final int LONG = 4096;

    private static final int[] LENGTHS = {256, 249, 64, 7, 1030};
    private static final int CALLS = 2_000;
    private static final int TRIALS = 8;
    private static final byte[] NO_AD = {};

    /** For a record of 48 KiB, sealed and opened: what was compiled takes a tenth of this. */
    private static final long SLOW_NANOS = 450_000;

    /** Where the cipher never gets fast, such as in a JVM that compiles nothing. */
    private static final long LIMIT_NANOS = 3_000_000_000L;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final AesGcm aes = new AesGcm(new byte[AesGcm.KEY_LENGTH]);
    private final byte[] sealed = new byte[RecordFormat.SEND_LIMIT + AesGcm.TAG_LENGTH];
    private final byte[] opened = new byte[RecordFormat.SEND_LIMIT];
    private final byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
    private final LongSupplier nanoTime;
    private int calls;

    private CipherWarmUp(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A record of so many bytes is about to be sealed or opened. */
    static void record(int length) {
        if (length >= LONG && !BEGUN.get() && BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> run(System::nanoTime), "bisocket-cipher-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    static boolean hasBegun() {
        return BEGUN.get();
    }

    /**
     * Under a key that serves nothing else.
     *
     * @param nanoTime the time, in nanoseconds since any moment
     */
    static void run(LongSupplier nanoTime) {
        try {
            new CipherWarmUp(nanoTime).warmUp();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed must open", e);
        }
    }

    private void warmUp() throws GeneralSecurityException {
        long begun = nanoTime.getAsLong();
        boolean inTime = true;
        boolean slow = true;
        while (slow && inTime) {
            for (int call = 0; call < CALLS && inTime; call++) {
                sealAndOpen(LENGTHS[call % LENGTHS.length]);
                inTime = nanoTime.getAsLong() - begun < LIMIT_NANOS;
            }
            slow = inTime && fastest() > SLOW_NANOS;
        }
    }

    /**
     * The shortest time of some trials: in the others another thread may have had the processor.
     */
    private long fastest() throws GeneralSecurityException {
        long fastest = Long.MAX_VALUE;
        for (int trial = 0; trial < TRIALS; trial++) {
            long begun = nanoTime.getAsLong();
            sealAndOpen(RecordFormat.SEND_LIMIT);
            fastest = Math.min(fastest, nanoTime.getAsLong() - begun);
        }
        return fastest;
    }

    /** Seals in place and opens elsewhere, as records are. */
    private void sealAndOpen(int length) throws GeneralSecurityException {
        calls++;
        nonce[0] = (byte) calls;
        nonce[1] = (byte) (calls >>> Byte.SIZE);
        nonce[2] = (byte) (calls >>> Short.SIZE);
        aes.seal(nonce, NO_AD, sealed, 0, length, sealed, 0);
        aes.open(nonce, NO_AD, sealed, 0, length + AesGcm.TAG_LENGTH, opened, 0);
    }
}
