package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.KeyRing;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.NamedKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Makes a key ring of {@code bisocket.crypto-key}, the key without a name, and {@code
 * bisocket.keys}, those with one.
 */
final class ConfiguredKeys {

    private static final String KEYS = "bisocket.keys";
    private static final String CRYPTO_KEY = "bisocket.crypto-key";

    private ConfiguredKeys() {}

    /**
     * The ring, of what is in the environment now: the built-in key alone where there is no other.
     *
     * @param own the application's own key without a name, in place of that of the properties
     * @throws CryptoKeyException if there is no key and one is required, or if one still holds an
     *     unresolved placeholder
     * @throws InvalidKeysException if the keys contradict each other, or one is incomplete
     */
    static KeyRing of(Environment environment, @Nullable CryptoKey own) {
        Binder binder = Binder.get(environment);
        Map<String, NamedKey> keys =
                binder.bind(KEYS, Bindable.mapOf(String.class, NamedKey.class)).orElseGet(Map::of);
        KeyRing.Builder ring = KeyRing.builder();
        CryptoKey unnamed = own != null ? own : unnamed(binder, environment, keys.isEmpty());
        if (unnamed != null) {
            ring.key(unnamed);
        }
        try {
            keys.forEach((name, named) -> add(ring, name, named));
            return ring.build();
        } catch (IllegalArgumentException e) {
            throw new InvalidKeysException(
                    "properties %s: %s".formatted(KEYS, e.getMessage()),
                    "Change or remove one of these keys.");
        }
    }

    /** How a property of a key with a name is written. */
    static String property(String keyName, String property) {
        boolean plain = keyName.matches("[a-z0-9-]+");
        return plain
                ? "%s.%s.%s".formatted(KEYS, keyName, property)
                : "%s.[%s].%s".formatted(KEYS, keyName, property);
    }

    private static @Nullable CryptoKey unnamed(
            Binder binder, Environment environment, boolean only) {
        String text = text(binder, CRYPTO_KEY);
        if (!StringUtils.hasText(text)) {
            text = environment.getProperty(CryptoKey.ENVIRONMENT_VARIABLE);
        }
        boolean required = Settings.isKeyRequired(text(binder, Settings.REQUIRE_KEY));
        return StringUtils.hasText(text) || only ? CryptoKey.resolve(text, required) : null;
    }

    private static @Nullable String text(Binder binder, String property) {
        return binder.bind(property, String.class).orElse(null);
    }

    private static void add(KeyRing.Builder ring, String name, NamedKey named) {
        CryptoKey key = key(property(name, "crypto-key"), named.cryptoKey());
        Set<UUID> clients = clients(property(name, "clients"), named.clients());
        ring.key(
                name,
                key,
                restrictions -> {
                    if (named.notAfter() != null) {
                        restrictions.notAfter(named.notAfter());
                    }
                    if (!clients.isEmpty()) {
                        restrictions.clients(clients);
                    }
                });
    }

    private static CryptoKey key(String property, @Nullable String text) {
        if (!StringUtils.hasText(text)) {
            throw new InvalidKeysException(
                    "property %s is not set".formatted(property),
                    "Set it to a key, such as 'openssl rand -hex 32' prints, or remove what else"
                            + " is set of this key.");
        }
        if (text.contains("${")) {
            throw new CryptoKeyException(
                    CryptoKeyException.Reason.UNRESOLVED_PLACEHOLDER,
                    "property %s still holds an unresolved ${...} placeholder".formatted(property));
        }
        return CryptoKey.of(text);
    }

    private static Set<UUID> clients(String property, @Nullable Set<UUID> clients) {
        if (clients != null && clients.isEmpty()) {
            throw new InvalidKeysException(
                    "property %s names no client, which is not taken for all of them"
                            .formatted(property),
                    "Remove it for a key that may speak for any client, or name the clients.");
        }
        return clients == null ? Set.of() : clients;
    }
}
