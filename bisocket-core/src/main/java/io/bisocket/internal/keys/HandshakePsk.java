package io.bisocket.internal.keys;

import io.bisocket.CryptoKey;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.SecretBytes;
import org.jspecify.annotations.Nullable;

/** What a handshake with a configured key is done with. */
final class HandshakePsk {

    private HandshakePsk() {}

    /**
     * The psk of a key. Blocks for up to a second where the key is a passphrase that this process
     * has not stretched yet, and warns of it.
     *
     * @return for the caller to destroy
     */
    static SecretBytes derive(@Nullable String name, CryptoKey key, String serviceName) {
        PassphraseWarnings.nativeKey(name, key);
        SecretBytes masterKey = KeyDerivation.masterKey(key.exposeSecret(), serviceName);
        try {
            return KeyDerivation.psk(masterKey, KeyIds.ofName(name));
        } finally {
            masterKey.destroy();
        }
    }
}
