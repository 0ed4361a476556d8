package io.bisocket.internal.session;

import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be said of the key that everybody knows. */
public final class BuiltInKey {

    private static final Logger log = LoggerFactory.getLogger(BuiltInKey.class);
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private BuiltInKey() {}

    /** Warns that the key is in use, once in the life of the process. */
    public static void warnOnce() {
        if (WARNED.compareAndSet(false, true)) {
            log.warn(
                    "No crypto key is set, so bisocket uses the built-in one, which everybody"
                            + " knows. It works on loopback only; set {} (or bisocket.crypto-key)"
                            + " for anything else",
                    CryptoKey.ENVIRONMENT_VARIABLE);
        }
    }

    /**
     * The refusal to take the key off loopback.
     *
     * @param where what is not loopback, such as {@code 0.0.0.0:65432 is 0.0.0.0}
     */
    public static CryptoKeyException offLoopback(String where) {
        return new CryptoKeyException(
                CryptoKeyException.Reason.BUILT_IN_OFF_LOOPBACK,
                "everybody knows the built-in key, so it works on loopback only, but %s: set %s (or bisocket.crypto-key) to a key of your own"
                        .formatted(where, CryptoKey.ENVIRONMENT_VARIABLE));
    }
}
