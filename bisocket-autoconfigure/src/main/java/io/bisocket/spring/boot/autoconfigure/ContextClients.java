package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.Audience;
import io.bisocket.BroadcastSpec;
import io.bisocket.ClientGroup;
import io.bisocket.ClientSession;
import io.bisocket.ClientTarget;
import io.bisocket.ConnectedClients;
import io.bisocket.MessageSpec;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The clients of the server that runs by the time something is asked of them, so that beans may
 * keep what they are given before the server starts. Thread-safe.
 */
final class ContextClients implements ConnectedClients {

    private final Supplier<ConnectedClients> current;

    ContextClients(Supplier<ConnectedClients> current) {
        this.current = current;
    }

    @Override
    public ClientTarget client(UUID id) {
        return new LateClient(id, () -> current.get().client(id));
    }

    @Override
    public ClientGroup group(String name) {
        ConnectedClients.none().group(name); // refuses a bad name here and now
        return new LateGroup(name, () -> current.get().group(name));
    }

    @Override
    public Audience user(String principalName) {
        return new LateAudience<>(() -> current.get().user(principalName));
    }

    @Override
    public Audience all() {
        return new LateAudience<>(() -> current.get().all());
    }

    private record LateClient(UUID id, Supplier<ClientTarget> client) implements ClientTarget {

        @Override
        public boolean isConnected() {
            return client.get().isConnected();
        }

        @Override
        public Optional<ClientSession> session() {
            return client.get().session();
        }

        @Override
        public String dialect() {
            return client.get().dialect();
        }

        @Override
        public MessageSpec method(String method) {
            return client.get().method(method);
        }
    }

    private static class LateAudience<A extends Audience> implements Audience {

        private final Supplier<A> audience;

        LateAudience(Supplier<A> audience) {
            this.audience = audience;
        }

        <T> T ask(Function<A, T> question) {
            return question.apply(audience.get());
        }

        @Override
        public BroadcastSpec method(String method) {
            return ask(now -> now.method(method));
        }

        @Override
        public Set<UUID> members() {
            return ask(Audience::members);
        }

        @Override
        public int count() {
            return ask(Audience::count);
        }
    }

    private static final class LateGroup extends LateAudience<ClientGroup> implements ClientGroup {

        private final String name;

        LateGroup(String name, Supplier<ClientGroup> group) {
            super(group);
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean join(UUID clientId) {
            return ask(group -> group.join(clientId));
        }

        @Override
        public boolean leave(UUID clientId) {
            return ask(group -> group.leave(clientId));
        }
    }
}
