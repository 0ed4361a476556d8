package io.bisocket.internal.keys;

import static io.bisocket.internal.keys.TestKeys.BLUE;
import static io.bisocket.internal.keys.TestKeys.GREEN;
import static io.bisocket.internal.keys.TestKeys.RED;
import static io.bisocket.internal.keys.TestKeys.SERVICE;
import static io.bisocket.internal.keys.TestKeys.id;
import static io.bisocket.internal.keys.TestKeys.psk;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.keys.ServerKey.Standing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hellos that come while rings are replaced. */
@Timeout(60)
class ServerKeysConcurrencyTests {

    private static final int HELLO_THREADS = 3;
    private static final int RINGS = 1_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(HELLO_THREADS + 1);
    private final AtomicInteger ringsLeft = new AtomicInteger(RINGS);

    @AfterEach
    void stopThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenRingsAreReplacedMeanwhileThenEachHelloFindsAWholeSecret() throws Exception {
        Set<SecretBytes> possible = Set.of(psk(null, RED), psk(null, BLUE), psk(null, GREEN));
        ServerKeys keys = serverKeys(new KeyEvents());
        keys.replace(KeyRing.of(GREEN)).join();

        whileRingsAreReplaced(
                keys,
                () -> {
                    HandshakeKey found = keys.find(id(null));
                    assertThat(found.serverKey()).isPresent();
                    assertThat(possible).contains(found.psk());
                    NoiseHandshake.responder(found.psk(), new byte[0]);
                    found.psk().destroy();
                });

        assertThat(keys.find(id(null)).serverKey().orElseThrow().standing())
                .isEqualTo(Standing.VALID);
    }

    /** Sessions are registered first and ask whether their key counts then, as they have to. */
    @Test
    void whenRingsAreReplacedMeanwhileThenNoSessionOutlivesItsKey() throws Exception {
        Set<OpenSession> open = ConcurrentHashMap.newKeySet();
        AtomicInteger opened = new AtomicInteger();
        // Each thread has one session at most, and so there is an end to those to be ended.
        ThreadLocal<@Nullable OpenSession> latest = new ThreadLocal<>();
        ServerKeys keys = serverKeys(endingSessionsIn(open));
        keys.replace(KeyRing.of(GREEN)).join();

        whileRingsAreReplaced(
                keys,
                () -> {
                    OpenSession session =
                            new OpenSession(keys.find(id(null)).serverKey().orElseThrow());
                    open.add(session);
                    opened.incrementAndGet();
                    if (session.key.standing() != Standing.VALID) {
                        open.remove(session);
                    }
                    OpenSession before = latest.get();
                    latest.set(session);
                    if (before != null) {
                        open.remove(before);
                    }
                });

        assertThat(opened.get()).isPositive();
        assertThat(open)
                .allSatisfy(
                        session -> assertThat(session.key.standing()).isEqualTo(Standing.VALID));
    }

    private void whileRingsAreReplaced(ServerKeys keys, Runnable hello) throws Exception {
        List<Future<?>> hellos = new ArrayList<>();
        for (int i = 0; i < HELLO_THREADS; i++) {
            hellos.add(
                    threads.submit(
                            () -> {
                                while (ringsLeft.get() > 0) {
                                    hello.run();
                                }
                            }));
        }
        while (ringsLeft.getAndDecrement() > 0) {
            keys.replace(KeyRing.of(ringsLeft.get() % 2 == 0 ? RED : BLUE)).join();
        }
        for (Future<?> done : hellos) {
            done.get();
        }
    }

    private ServerKeys serverKeys(ServerKeysListener listener) {
        return new ServerKeys(
                SERVICE, Clock.systemUTC(), threads, (delay, task) -> () -> {}, listener);
    }

    private static ServerKeysListener endingSessionsIn(Set<OpenSession> open) {
        return new ServerKeysListener() {
            @Override
            public void onRevoked(ServerKey key) {
                open.removeIf(session -> session.key == key);
            }

            @Override
            public void onRestricted(ServerKey key) {}

            @Override
            public void onExpired(ServerKey key) {}
        };
    }

    private static final class OpenSession {
        private final ServerKey key;

        private OpenSession(ServerKey key) {
            this.key = key;
        }
    }
}
