package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.AddressOrder;
import io.bisocket.BiSocketClient;
import io.bisocket.Compression;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.Transport;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientSsl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** What the properties say of the client, complete and without contradictions. */
record ClientSettings(
        ClientNames names,
        List<String> addresses,
        AddressOrder addressOrder,
        String serviceName,
        Compression compression,
        Transport transport,
        @Nullable String keyName,
        @Nullable Encryption pythonEncryption,
        UUID id,
        Duration requestTimeout,
        boolean failFast,
        ClientSsl ssl,
        Reconnect reconnect,
        Limits limits) {

    private static final Logger log = LoggerFactory.getLogger(ClientSettings.class);

    /** Reads the properties of the client of {@code bisocket.client}. */
    static ClientSettings of(BiSocketProperties properties, Environment environment) {
        return of(
                ConfiguredClient.of(BiSocketHandler.DEFAULT_CLIENT, environment),
                properties,
                environment);
    }

    /**
     * Reads the properties of a client.
     *
     * @param client with the addresses of its servers set
     * @param common what clients and servers have in common
     */
    static ClientSettings of(
            ConfiguredClient client, BiSocketProperties common, Environment environment) {
        return new ClientSettingsReader(client).read(common, environment);
    }

    /**
     * The one of these keys that the client uses.
     *
     * @throws InvalidKeysException if it is not there, or may not speak for this client
     */
    KeyRing.Entry keyOf(KeyRing keys) {
        KeyRing.Entry key =
                keys.entries().stream()
                        .filter(entry -> Objects.equals(entry.name(), keyName))
                        .findFirst()
                        .orElseThrow(() -> noSuchKey(keys));
        if (!key.clients().isEmpty() && !key.clients().contains(id)) {
            throw new InvalidKeysException(
                    "%s's key, %s, may not speak for its id, %s".formatted(names, key, id),
                    "Set %s to one of the clients of the key, or %s to another key."
                            .formatted(names.property("id"), names.property("key-name")));
        }
        return key;
    }

    void applyTo(BiSocketClient.Builder builder, KeyRing keys) {
        KeyRing.Entry key = keyOf(keys);
        warnIfExpired(key);
        if (key.name() == null) {
            builder.key(key.key());
        } else {
            builder.key(key.name(), key.key());
        }
        if (pythonEncryption != null) {
            builder.python(pythonEncryption);
        }
        builder.addresses(addresses)
                .addressOrder(addressOrder)
                .serviceName(serviceName)
                .compression(compression)
                .transport(transport)
                .id(id)
                .requestTimeout(requestTimeout)
                .reconnect(reconnect)
                .limits(limits);
    }

    private void warnIfExpired(KeyRing.Entry key) {
        if (key.notAfter() != null && key.notAfter().isBefore(Instant.now())) {
            log.warn(
                    "{}'s key has expired, so no server accepts it any more: {}",
                    StringUtils.capitalize(names.toString()),
                    key);
        }
    }

    private InvalidKeysException noSuchKey(KeyRing keys) {
        String others =
                keys.entries().stream()
                        .map(KeyRing.Entry::name)
                        .filter(Objects::nonNull)
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(", "));
        if (keyName == null) {
            return new InvalidKeysException(
                    "%s uses the key without a name, and there is none".formatted(names),
                    "Set %s to one of %s; or set bisocket.crypto-key, or the environment variable CRYPTO_KEY."
                            .formatted(names.property("key-name"), others));
        }
        return new InvalidKeysException(
                "property %s is '%s', and there is no such key"
                        .formatted(names.property("key-name"), keyName),
                "Set %s, or another %s (there are: %s)."
                        .formatted(
                                ConfiguredKeys.property(keyName, "crypto-key"),
                                names.property("key-name"),
                                others.isEmpty() ? "none" : others));
    }
}
