package io.bisocket.internal.keys;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.keys.ServerKey.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that a server accepts now. Thread-safe; {@link #find} and the questions of {@link
 * ServerKey} never wait for a ring that is being prepared.
 *
 * <pre>
 *   no ring ── replace ──► a ring ── close ──► closed
 *                           │  ▲
 *                           └──┘ replace: one after the other, in the order of the calls
 *
 *   replace:  derive the secrets (executor) ─► swap ─► tell the listener ─► set the alarm
 * </pre>
 *
 * <p>Without a ring every hello finds a decoy.
 *
 * <p><b>A session that is being opened</b> must not slip past a revocation. So whoever opens one
 * makes it known to the listener's owner first and asks for {@link ServerKey#standing()} and {@link
 * ServerKey#mayServe} then: whatever changes later, the listener is told.
 */
public final class ServerKeys implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerKeys.class);

    private final String serviceName;
    private final Clock clock;
    private final Executor executor;
    private final ServerKeysListener listener;
    private final SecretBytes decoy = SecretBytes.random(NoiseHandshake.PSK_LENGTH);
    private final AtomicReference<CompletableFuture<@Nullable Void>> lastTurn =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    private final Object lock = new Object();
    private final ExpiryAlarm alarm;
    private volatile KeySet current = KeySet.EMPTY;
    private boolean closed;

    /**
     * No keys yet.
     *
     * @param serviceName what salts passphrases
     * @param clock by which keys expire
     * @param executor derives secrets, up to a second for each passphrase, and then tells the
     *     listener; no event loop, and not the handlers' threads either, which may all be busy when
     *     a key has to be revoked
     * @param timer tells the listener of keys that expire
     */
    public ServerKeys(
            String serviceName,
            Clock clock,
            Executor executor,
            ExpiryTimer timer,
            ServerKeysListener listener) {
        this.serviceName = serviceName;
        this.clock = clock;
        this.executor = executor;
        this.listener = listener;
        this.alarm = new ExpiryAlarm(timer, this::expire);
    }

    /**
     * Puts this ring in the place of the present one, all at once. Handshakes that have their psk
     * go on; sessions whose key is the same stay as they are.
     *
     * @return completes when the ring is in force and the listener has been told. Fails, and
     *     changes nothing, with {@code RejectedExecutionException} if the executor refuses, and
     *     with {@code IllegalStateException} if the keys are closed
     */
    public CompletableFuture<Void> replace(KeyRing ring) {
        CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        return lastTurn.getAndSet(turn)
                .thenApplyAsync(before -> PreparedKeys.of(ring, serviceName), executor)
                .thenAccept(this::apply)
                .whenComplete((applied, failure) -> turn.complete(null));
    }

    /**
     * What to do the handshake with that names this key. The id alone decides: no key is tried. For
     * an id that the ring does not have it is a decoy, which costs the same. <b>An expired key is
     * found, too</b>: so that its client can be told, once it has shown that it holds the key. The
     * {@link ServerKey#standing()} is to be asked before a session is opened.
     *
     * @param keyId 16 bytes
     * @throws IllegalArgumentException if there are not 16
     */
    public HandshakeKey find(byte[] keyId) {
        KeyId id = KeyId.of(keyId);
        // The lock keeps the secret from being destroyed between the look and the copy.
        synchronized (lock) {
            HeldKey held = current.get(id);
            return held == null
                    ? new HandshakeKey(decoy.copy(), Optional.empty())
                    : new HandshakeKey(held.psk().copy(), Optional.of(held.key()));
        }
    }

    /**
     * Forgets all keys and tells nobody: every hello finds a decoy, every key counts as revoked.
     * Again is harmless.
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            alarm.set(null, clock.instant());
            current.destroy();
            current = KeySet.EMPTY;
        }
    }

    /** For tests of what becomes of the secrets. */
    KeySet current() {
        return current;
    }

    Standing standing(ServerKey key) {
        HeldKey held = current.get(key);
        if (held == null) {
            return Standing.REVOKED;
        }
        return held.hasExpired(clock.instant()) ? Standing.EXPIRED : Standing.VALID;
    }

    boolean isPerClient(ServerKey key) {
        HeldKey held = current.get(key);
        return held != null && !held.clients().isEmpty();
    }

    boolean belongsTo(ServerKey key, UUID clientId) {
        HeldKey held = current.get(key);
        return held != null && held.clients().equals(Set.of(clientId));
    }

    boolean mayServe(ServerKey key, UUID clientId) {
        HeldKey held = current.get(key);
        return held != null && held.mayServe(clientId);
    }

    private void apply(PreparedKeys prepared) {
        KeyChange change = swap(prepared);
        tell(change.revoked(), "has been revoked", listener::onRevoked);
        tell(change.restricted(), "has been restricted", listener::onRestricted);
        warnOfExpired(change.next());
        setAlarm();
    }

    private static void warnOfExpired(KeySet keys) {
        for (HeldKey held : keys.all()) {
            if (held.expiryTold()) {
                log.warn(
                        "No session opens under {}: it expired at {}", held.key(), held.notAfter());
            }
        }
    }

    private KeyChange swap(PreparedKeys prepared) {
        synchronized (lock) {
            if (closed) {
                prepared.destroy();
                throw new IllegalStateException("the keys of this server are closed");
            }
            Instant now = clock.instant();
            KeyChange change = KeyChange.between(current, prepared, now, this::newKey);
            KeySet former = current;
            current = change.next();
            former.destroy();
            return change;
        }
    }

    private ServerKey newKey(KeyId id, @Nullable String name) {
        return new ServerKey(id, name, this);
    }

    private void expire() {
        List<ServerKey> expired;
        synchronized (lock) {
            Instant now = clock.instant();
            expired = current.expiring(now);
            current = current.withExpiryTold(now);
        }
        tell(expired, "has expired", listener::onExpired);
        setAlarm();
    }

    private void setAlarm() {
        synchronized (lock) {
            if (!closed) {
                alarm.set(current.nextExpiry(), clock.instant());
            }
        }
    }

    private static void tell(List<ServerKey> keys, String what, Consumer<ServerKey> listener) {
        for (ServerKey key : keys) {
            log.info("Keys of the server: {} {}", key, what);
            try {
                listener.accept(key);
            } catch (RuntimeException e) {
                log.error("Ending sessions failed, since {} {}", key, what, e);
            }
        }
    }
}
