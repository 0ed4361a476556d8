package io.bisocket.internal.server;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.internal.keys.PassphraseWarnings;
import io.bisocket.internal.python.PythonServerDialect;
import io.bisocket.internal.session.BuiltInKey;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.ServerDialect;
import io.bisocket.internal.v2.NativeServerDialect;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wire formats of a server: the native one, and behind it the Python one where that is wanted.
 * Thread-safe.
 */
final class ServerDialects {

    private final NativeServerDialect nativeFormat;
    private final @Nullable PythonServerDialect python;

    ServerDialects(ServerSettings settings, EventLoops loops) {
        this.nativeFormat =
                new NativeServerDialect(
                        settings.serviceName(),
                        settings.limits(),
                        settings.compression(),
                        settings.advertisedAddress(),
                        (delay, task) -> {
                            ScheduledFuture<?> future =
                                    loops.group()
                                            .next()
                                            .schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                            return () -> future.cancel(false);
                        });
        Encryption encryption = settings.python();
        this.python =
                encryption == null
                        ? null
                        : new PythonServerDialect(
                                encryption,
                                pythonKey(settings.keys(), encryption),
                                settings.limits());
        if (settings.keys().holdsBuiltInKey()) {
            BuiltInKey.warnOnce();
        }
    }

    private static CryptoKey pythonKey(KeyRing keys, Encryption encryption) {
        CryptoKey key =
                unnamed(keys)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "the Python format uses the key without a name, and the key ring has none"));
        if (encryption != Encryption.OFF) {
            PassphraseWarnings.pythonKey(key);
        }
        return key;
    }

    private static Optional<CryptoKey> unnamed(KeyRing keys) {
        return keys.entries().stream()
                .filter(entry -> entry.name() == null)
                .map(KeyRing.Entry::key)
                .findFirst();
    }

    /** In the order in which they are asked whether a connection is theirs. */
    List<ServerDialect> list() {
        return python == null ? List.of(nativeFormat) : List.of(nativeFormat, python);
    }

    List<String> names() {
        return list().stream().map(ServerDialect::name).toList();
    }

    /**
     * Accepts these keys from now on, and no others.
     *
     * @return completes when they are in force
     * @throws IllegalArgumentException if the Python format is spoken and the ring has no key for
     *     it; nothing has changed then
     */
    CompletableFuture<Void> keys(KeyRing ring) {
        PythonServerDialect other = python;
        if (other == null) {
            return nativeFormat.keys(ring);
        }
        CryptoKey key = pythonKey(ring, other.encryption());
        return nativeFormat.keys(ring).thenRun(() -> other.key(key));
    }

    /** Gives up what is left; never fails. */
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(
                Stream.of(nativeFormat, python)
                        .filter(dialect -> dialect != null)
                        .map(ServerDialect::close)
                        .toArray(CompletableFuture[]::new));
    }
}
