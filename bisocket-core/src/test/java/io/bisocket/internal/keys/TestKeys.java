package io.bisocket.internal.keys;

import io.bisocket.CryptoKey;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.crypto.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Strong keys, which need no stretching. */
final class TestKeys {

    static final String SERVICE = "orders";
    static final CryptoKey RED = strong("0a");
    static final CryptoKey GREEN = strong("0b");
    static final CryptoKey BLUE = strong("0c");

    private TestKeys() {}

    private static CryptoKey strong(String octet) {
        return CryptoKey.of(octet.repeat(32));
    }

    static byte[] id(@Nullable String name) {
        return KeyIds.ofName(name).bytes();
    }

    static SecretBytes psk(@Nullable String name, CryptoKey key) {
        KeyId id = KeyIds.ofName(name);
        return KeyDerivation.psk(KeyDerivation.masterKey(key.exposeSecret(), SERVICE), id);
    }
}
