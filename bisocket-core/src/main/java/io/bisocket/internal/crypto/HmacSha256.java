package io.bisocket.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104); the {@code HMAC-HASH} of Noise section 4.3. */
final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    private HmacSha256() {}

    /** The MAC of the parts, one after the other. */
    static byte[] of(byte[] key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** A MAC that can be used again and again, each time after {@code doFinal}. */
    static Mac keyed(byte[] key) {
        // HMAC pads a key with zeros anyway, and the JDK refuses an empty one.
        byte[] padded = key.length == 0 ? new byte[Sha256Hash.LENGTH] : key;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(padded, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
