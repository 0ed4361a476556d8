package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.KeyRing;
import io.bisocket.spring.BiSocketKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;

/** Makes the clients of the properties, and what goes with them. Each is made once. */
final class ClientFactory {

    private final ClientBuilders builders;
    private final BiSocketKeys keys;
    private final ApplicationEventPublisher publisher;
    private final Map<String, ContextClient> clients = new ConcurrentHashMap<>();

    ClientFactory(ClientBuilders builders, BiSocketKeys keys, ApplicationEventPublisher publisher) {
        this.builders = builders;
        this.keys = keys;
        this.publisher = publisher;
    }

    /** The client of this name. */
    ContextClient client(String name) {
        return clients.computeIfAbsent(name, this::made);
    }

    /** Who connects these clients, and closes them. */
    ClientLifecycle lifecycle(String... names) {
        return new ClientLifecycle(all(names), builders.isServerToStart());
    }

    /** These clients, as the keys see them. */
    KeyRingUser keyRingUser(String... names) {
        List<ContextClient> told = all(names);
        return new KeyRingUser(
                ring -> told.forEach(client -> client.settings().keyOf(ring)),
                (former, ring) -> replaceKeys(told, former, ring));
    }

    private List<ContextClient> all(String... names) {
        return Arrays.stream(names).map(this::client).toList();
    }

    private ContextClient made(String name) {
        ClientSettings settings = builders.settings(name);
        settings.keyOf(keys.ring());
        BundledTls tls = builders.tls(settings);
        return new ContextClient(
                settings,
                () -> builders.builder(settings, tls, keys.ring()),
                publisher::publishEvent);
    }

    private static CompletableFuture<Void> replaceKeys(
            List<ContextClient> clients, KeyRing former, KeyRing ring) {
        clients.forEach(
                client ->
                        client.replaceKey(
                                client.settings().keyOf(former), client.settings().keyOf(ring)));
        return CompletableFuture.completedFuture(null);
    }
}
