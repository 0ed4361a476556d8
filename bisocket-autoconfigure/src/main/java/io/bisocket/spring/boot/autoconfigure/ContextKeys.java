package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.KeyRing;
import io.bisocket.spring.BiSocketKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that are injected: what was read last and everybody could use. Thread-safe.
 *
 * <pre>
 *   read ──► not the built-in one ──► checked by each user ──► kept ──► used by each user
 *     └───────────────┴───────────────────────┴──► an error, and nothing has changed
 * </pre>
 */
final class ContextKeys implements BiSocketKeys {

    private static final Logger log = LoggerFactory.getLogger(ContextKeys.class);

    private final Supplier<KeyRing> source;
    private final Supplier<List<KeyRingUser>> users;
    private final Runnable refreshed;
    private volatile KeyRing ring;

    /**
     * @param source reads the keys, at once for the first time
     * @param users who has to be told of other keys
     */
    ContextKeys(Supplier<KeyRing> source, Supplier<List<KeyRingUser>> users) {
        this(source, users, () -> {});
    }

    /**
     * @param refreshed run when the keys have been read again, whether they have changed or not
     */
    ContextKeys(Supplier<KeyRing> source, Supplier<List<KeyRingUser>> users, Runnable refreshed) {
        this.source = source;
        this.users = users;
        this.refreshed = refreshed;
        this.ring = source.get();
    }

    @Override
    public KeyRing ring() {
        return ring;
    }

    @Override
    public CompletableFuture<Void> refresh() {
        try {
            return replaceIfOther().whenComplete((used, failure) -> logIfFailed(failure));
        } catch (RuntimeException e) {
            log.error("bisocket keeps its keys, since new ones cannot be used", e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized CompletableFuture<Void> replaceIfOther() {
        KeyRing former = ring;
        KeyRing next = source.get();
        if (next.equals(former)) {
            refreshed.run();
            log.debug("The keys of bisocket are the same as before: {}", next);
            return CompletableFuture.completedFuture(null);
        }
        requireOwnKeys(next);
        List<KeyRingUser> told = users.get();
        told.forEach(user -> user.check().accept(next));
        refreshed.run();
        return replace(former, next, told);
    }

    private CompletableFuture<Void> replace(KeyRing former, KeyRing next, List<KeyRingUser> told) {
        ring = next;
        try {
            CompletableFuture<?>[] used =
                    told.stream()
                            .map(user -> user.replace().apply(former, next))
                            .toArray(CompletableFuture[]::new);
            log.info("bisocket has new keys: {}", next);
            return CompletableFuture.allOf(used);
        } catch (RuntimeException e) {
            ring = former;
            throw e;
        }
    }

    private void requireOwnKeys(KeyRing next) {
        if (next.holdsBuiltInKey() && !ring.holdsBuiltInKey()) {
            throw new InvalidKeysException(
                    "there would be no key but the built-in one, which everybody knows",
                    "Set bisocket.crypto-key or bisocket.keys.");
        }
    }

    private static void logIfFailed(@Nullable Throwable failure) {
        if (failure != null) {
            log.error("The new keys of bisocket are not in force everywhere", failure);
        }
    }
}
