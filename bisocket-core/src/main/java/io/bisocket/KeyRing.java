package io.bisocket;

import io.bisocket.internal.keys.KeyIds;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a server accepts: one without a name, others with one, each for as long and for
 * whom its entry says. A client names the key that it uses, so a ring can hold the next key beside
 * the present one, and a key of its own for each client. Immutable and thread-safe; never shows a
 * key.
 *
 * <p>For the native protocol: the Python format knows one key and no names.
 */
public final class KeyRing {

    private final Set<Entry> entries;

    private KeyRing(Collection<Entry> entries) {
        this.entries = Collections.unmodifiableSet(new LinkedHashSet<>(entries));
    }

    /** The ring of this key alone, without a name, for ever and for every client. */
    public static KeyRing of(CryptoKey key) {
        return builder().key(key).build();
    }

    /** Starts with no key. */
    public static Builder builder() {
        return new Builder();
    }

    /** The keys, in the order in which they were added, which means nothing. Unmodifiable. */
    public Set<Entry> entries() {
        return entries;
    }

    /** Whether one of the keys is the one that everybody knows. */
    public boolean holdsBuiltInKey() {
        return entries.stream().anyMatch(entry -> entry.key().isBuiltIn());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyRing that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** The names, expiries and numbers of clients. */
    @Override
    public String toString() {
        return entries.stream()
                .map(Entry::toString)
                .collect(Collectors.joining(", ", "KeyRing[", "]"));
    }

    /**
     * A key, and how it may be used.
     *
     * @param name its name; null for the key without one
     * @param key the key itself
     * @param notAfter the last moment at which it opens sessions; null for no end
     * @param clients the client ids for which it may speak; empty for any
     */
    public record Entry(
            @Nullable String name, CryptoKey key, @Nullable Instant notAfter, Set<UUID> clients) {

        public Entry {
            if (name != null && name.isBlank()) {
                throw new IllegalArgumentException("the name of a key must not be blank");
            }
            clients = Set.copyOf(clients);
        }

        /** Of everything but the key. */
        @Override
        public int hashCode() {
            return Objects.hash(name, notAfter, clients);
        }

        /** Everything but the key. */
        @Override
        public String toString() {
            return title()
                    + (notAfter == null ? "" : " until " + notAfter)
                    + (clients.isEmpty() ? "" : " for clients: " + clients.size());
        }

        private String title() {
            return name == null ? "unnamed" : "'" + name + "'";
        }
    }

    /** How a key may be used; not thread-safe. What is not set is not restricted. */
    public static final class Restrictions {

        private @Nullable Instant notAfter;
        private final Set<UUID> clients = new LinkedHashSet<>();

        private Restrictions() {}

        /** The last moment at which the key opens sessions. */
        public Restrictions notAfter(Instant moment) {
            notAfter = moment;
            return this;
        }

        /**
         * Adds client ids for which the key may speak. With any, it speaks for no others.
         *
         * @throws IllegalArgumentException if there are none, which would mean all
         */
        public Restrictions clients(UUID... ids) {
            return clients(List.of(ids));
        }

        /** As {@link #clients(UUID...)}. */
        public Restrictions clients(Collection<UUID> ids) {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException(
                        "a key must be restricted to at least one client id; leave the restriction"
                                + " out for a key that may speak for any");
            }
            clients.addAll(ids);
            return this;
        }
    }

    /** Collects keys; not thread-safe. */
    public static final class Builder {

        private final Map<@Nullable String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds the key without a name: the one of clients that name none.
         *
         * @throws IllegalArgumentException if there is one already
         */
        public Builder key(CryptoKey key) {
            return key(key, unrestricted -> {});
        }

        /** As {@link #key(CryptoKey)}, restricted. */
        public Builder key(CryptoKey key, Consumer<Restrictions> restrictions) {
            return add(null, key, restrictions);
        }

        /**
         * Adds a key with a name, which its clients name as well. The name is not secret.
         *
         * @throws IllegalArgumentException if the name is blank or taken
         */
        public Builder key(String name, CryptoKey key) {
            return key(name, key, unrestricted -> {});
        }

        /** As {@link #key(String, CryptoKey)}, restricted. */
        public Builder key(String name, CryptoKey key, Consumer<Restrictions> restrictions) {
            return add(name, key, restrictions);
        }

        /**
         * The ring.
         *
         * @throws CryptoKeyException if there is no key
         * @throws IllegalArgumentException if two names stand for the same key id, or one key has
         *     two names with different clients, so that neither restriction would hold
         */
        public KeyRing build() {
            if (entries.isEmpty()) {
                throw new CryptoKeyException(
                        CryptoKeyException.Reason.MISSING, "a key ring must hold at least one key");
            }
            KeyIds.byId(entries.values());
            requireClientsPerKey();
            return new KeyRing(entries.values());
        }

        private Builder add(
                @Nullable String name, CryptoKey key, Consumer<Restrictions> restrictions) {
            Restrictions restricted = new Restrictions();
            restrictions.accept(restricted);
            Entry entry = new Entry(name, key, restricted.notAfter, restricted.clients);
            if (entries.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException(
                        name == null
                                ? "there is a key without a name already"
                                : "there is a key '%s' already".formatted(name));
            }
            return this;
        }

        private void requireClientsPerKey() {
            Map<CryptoKey, Entry> firsts = new HashMap<>();
            for (Entry entry : entries.values()) {
                Entry first = firsts.putIfAbsent(entry.key(), entry);
                if (first != null && !first.clients().equals(entry.clients())) {
                    throw new IllegalArgumentException(
                            ("%s and %s are one and the same key, so they must have the same clients:"
                                            + " who holds it can use either name")
                                    .formatted(first.title(), entry.title()));
                }
            }
        }
    }
}
