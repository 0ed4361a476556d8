package io.bisocket;

import io.bisocket.internal.server.DefaultClients;
import java.util.UUID;

/**
 * The clients of a server, to be addressed one by one or many at once; wherever they are connected,
 * and whether they are or not. Thread-safe, and so is what it gives; that costs nothing and may be
 * kept.
 *
 * <pre>{@code
 * clients.client(id).method("alert").payload(alert).send();
 * clients.group("eu").method("alert").payload(alert).send();
 * Reading reading = clients.client(id).method("sensor.read").retrieve(Reading.class);
 * }</pre>
 */
public interface ConnectedClients {

    /** No clients at all: those of a server that is not there. */
    static ConnectedClients none() {
        return DefaultClients.none();
    }

    /** The client with this id. */
    ClientTarget client(UUID id);

    /**
     * The clients that have joined this group. A group exists while it has members.
     *
     * @throws IllegalArgumentException if the name is blank or longer than 255 characters
     */
    ClientGroup group(String name);

    /**
     * The clients of somebody: those whose {@linkplain ClientSession#principal principal} has this
     * name.
     */
    Audience user(String principalName);

    /** All clients. */
    Audience all();
}
