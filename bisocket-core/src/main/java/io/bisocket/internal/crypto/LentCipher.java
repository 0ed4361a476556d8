package io.bisocket.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;

/**
 * A JDK cipher, lent to one key at a time. With its tables it takes about a kilobyte, and an idle
 * client would hold four, so each thread has a limited number, and the one that was lent the
 * longest ago goes to who needs one.
 *
 * <pre>
 *   free ──lend──► lent to a ──the thread has lent all others since──► lent to b
 * </pre>
 *
 * Used by the thread that lent it alone; which is why a borrower asks {@link #isLentTo} first, each
 * time.
 */
final class LentCipher {

    /** How many a thread has: enough for 500 busy clients. */
    static final int PER_THREAD = 1024;

    private static final ThreadLocal<Shelf> SHELF = ThreadLocal.withInitial(Shelf::new);

    private final Thread thread = Thread.currentThread();
    private final Cipher cipher = create();
    private int loan;

    private LentCipher() {}

    /** One for the calling thread. */
    static LentCipher lend() {
        return SHELF.get().next();
    }

    private static Cipher create() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** The number of the present loan. */
    int loan() {
        return loan;
    }

    /** Whether a loan is still the present one, and this is the thread to use it. */
    boolean isLentTo(int number) {
        return loan == number && thread == Thread.currentThread();
    }

    Cipher cipher() {
        return cipher;
    }

    /** The ciphers of one thread, in the order in which they were lent. */
    private static final class Shelf {

        private final List<LentCipher> ciphers = new ArrayList<>();
        private int turn = -1;

        LentCipher next() {
            if (ciphers.size() < PER_THREAD) {
                ciphers.add(new LentCipher());
            }
            turn = turn + 1 < PER_THREAD ? turn + 1 : 0;
            LentCipher lent = ciphers.get(turn);
            lent.loan++;
            return lent;
        }
    }
}
