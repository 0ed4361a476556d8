package io.bisocket.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the JVM compile AES-GCM when the first long record comes. Until its methods are compiled the
 * JDK's cipher is a hundred times slower, and what makes the JVM compile them is the number of
 * calls, not their length: a process that has only ever seen records of 16 KiB stays slow for
 * seconds and many megabytes. Some thousand short calls on a thread beside it end that early. A
 * process with short messages makes those calls by itself, and needs none of this.
 *
 * <p>Once in a process. Thread-safe.
 */
final class CipherWarmUp {

    /** From this length on, in bytes, a record is long. */
    private static final int LONG = 4096;

    private static final int CALLS = 8_000;
    private static final int LENGTH = 256;
    private static final byte[] NO_AD = {};

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private CipherWarmUp() {}

    /** A record of so many bytes is about to be sealed or opened. */
    static void record(int length) {
        if (length >= LONG && !BEGUN.get() && BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(CipherWarmUp::run, "bisocket-cipher-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    static boolean hasBegun() {
        return BEGUN.get();
    }

    /** Seals in place and opens elsewhere, as records are; under a key that serves nothing else. */
    static void run() {
        AesGcm aes = new AesGcm(new byte[AesGcm.KEY_LENGTH]);
        byte[] sealed = new byte[LENGTH + AesGcm.TAG_LENGTH];
        byte[] opened = new byte[LENGTH];
        byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
        try {
            for (int call = 0; call < CALLS; call++) {
                nonce[0] = (byte) call;
                nonce[1] = (byte) (call >>> Byte.SIZE);
                aes.seal(nonce, NO_AD, sealed, 0, LENGTH, sealed, 0);
                aes.open(nonce, NO_AD, sealed, 0, sealed.length, opened, 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed must open", e);
        }
    }
}
