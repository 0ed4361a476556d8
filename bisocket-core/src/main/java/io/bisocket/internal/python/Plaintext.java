package io.bisocket.internal.python;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be said of the mode that encrypts nothing. */
final class Plaintext {

    private static final Logger log = LoggerFactory.getLogger(Plaintext.class);
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private Plaintext() {}

    /** Warns that nothing is encrypted, once in the life of the process. */
    static void warnOnce() {
        if (WARNED.compareAndSet(false, true)) {
            log.warn(
                    "bisocket encryption is off: everybody on the way can read and change every"
                            + " message, and anybody can connect. Use it on a trusted network only");
        }
    }
}
