package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketHandler;
import java.util.Set;

/**
 * What a client and its properties are called.
 *
 * @param client the client's name; {@link BiSocketHandler#DEFAULT_CLIENT} for that of {@code
 *     bisocket.client}
 * @param inherited which of its properties come from {@code bisocket.client}, such as {@code
 *     limits.connect-timeout}
 */
record ClientNames(String client, Set<String> inherited) {

    static final String UNNAMED = "bisocket.client";
    static final String NAMED = "bisocket.clients";

    /** The client of {@code bisocket.client}. */
    static ClientNames unnamed() {
        return new ClientNames(BiSocketHandler.DEFAULT_CLIENT, Set.of());
    }

    static boolean isUnnamed(String client) {
        return client.equals(BiSocketHandler.DEFAULT_CLIENT);
    }

    /** Under which name the client is a bean. */
    static String bean(String client) {
        return isUnnamed(client) ? "bisocketClient" : client + "BiSocketClient";
    }

    /** How the threads of a client begin. */
    static String threads(String client) {
        return isUnnamed(client) ? "bisocket-client-" : "bisocket-client-" + client + "-";
    }

    /** What stands before the names of a client's properties, without the last dot. */
    static String prefix(String client) {
        if (isUnnamed(client)) {
            return UNNAMED;
        }
        boolean plain = client.matches("[a-z0-9-]+");
        return plain ? NAMED + "." + client : "%s[%s]".formatted(NAMED, client);
    }

    /** The whole name of a property, where it is set or, if it is not, where it would be. */
    String property(String name) {
        return (inherited.contains(name) ? UNNAMED : prefix(client)) + "." + name;
    }

    /** The client, as sentences name it. */
    @Override
    public String toString() {
        return isUnnamed(client) ? "the client" : "the client '" + client + "'";
    }
}
