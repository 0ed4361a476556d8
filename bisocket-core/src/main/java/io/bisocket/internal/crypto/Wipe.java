package io.bisocket.internal.crypto;

import java.util.Arrays;

/**
 * Overwrites arrays that held secrets. It shortens their life on the heap and promises no more: the
 * JDK's ciphers and key objects keep copies of their own until they are collected.
 */
final class Wipe {

    private Wipe() {}

    static void all(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
