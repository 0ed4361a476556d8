package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.KeyRing;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The server or the client, as the keys see it.
 *
 * @param check throws if it could not work with these keys
 * @param replace uses the second keys in place of the first from now on, if it runs; completes when
 *     they are in force
 */
record KeyRingUser(
        Consumer<KeyRing> check, BiFunction<KeyRing, KeyRing, CompletableFuture<Void>> replace) {}
