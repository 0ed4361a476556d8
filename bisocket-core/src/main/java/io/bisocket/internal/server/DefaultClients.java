package io.bisocket.internal.server;

import io.bisocket.Audience;
import io.bisocket.BroadcastSpec;
import io.bisocket.ClientGroup;
import io.bisocket.ClientTarget;
import io.bisocket.ConnectedClients;
import java.util.Set;
import java.util.UUID;

/** Clients as a directory knows them and a relay reaches them. Thread-safe. */
public final class DefaultClients implements ConnectedClients {

    private static final ConnectedClients NONE = new DefaultClients(PushContext.ofNobody());

    private final PushContext context;

    DefaultClients(PushContext context) {
        this.context = context;
    }

    /** No clients at all. */
    public static ConnectedClients none() {
        return NONE;
    }

    @Override
    public ClientTarget client(UUID id) {
        return new AddressedClient(id, context);
    }

    @Override
    public ClientGroup group(String name) {
        return new Group(new Selection.Group(name), context);
    }

    @Override
    public Audience user(String principalName) {
        return new Selected(new Selection.User(principalName), context);
    }

    @Override
    public Audience all() {
        return new Selected(new Selection.All(), context);
    }

    private static class Selected implements Audience {

        private final Selection selection;
        private final PushContext context;

        Selected(Selection selection, PushContext context) {
            this.selection = selection;
            this.context = context;
        }

        @Override
        public BroadcastSpec method(String method) {
            return new Broadcast(method, selection, context);
        }

        @Override
        public Set<UUID> members() {
            return context.directory().members(selection);
        }

        @Override
        public int count() {
            return context.directory().count(selection);
        }

        @Override
        public String toString() {
            return selection.toString();
        }
    }

    private static final class Group extends Selected implements ClientGroup {

        private final Selection.Group group;
        private final ClientDirectory directory;

        Group(Selection.Group group, PushContext context) {
            super(group, context);
            this.group = group;
            this.directory = context.directory();
        }

        @Override
        public String name() {
            return group.name();
        }

        @Override
        public boolean join(UUID clientId) {
            return directory.join(clientId, group);
        }

        @Override
        public boolean leave(UUID clientId) {
            return directory.leave(clientId, group);
        }
    }
}
