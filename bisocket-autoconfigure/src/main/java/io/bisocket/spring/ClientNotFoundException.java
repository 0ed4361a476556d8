package io.bisocket.spring;

import java.util.List;

/** Somebody needs a client that the application does not have. */
public class ClientNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String user;
    private final String client;
    private final List<String> clients;

    /**
     * @param user who needs it
     * @param client the client's name; empty for the one without
     * @param clients which there are
     */
    public ClientNotFoundException(String user, String client, List<String> clients) {
        super(
                "%s needs %s, and there %s"
                        .formatted(
                                user,
                                client.isEmpty() ? "a client" : "the client '" + client + "'",
                                existing(clients)));
        this.user = user;
        this.client = client;
        this.clients = List.copyOf(clients);
    }

    /** Who needs it. */
    public String user() {
        return user;
    }

    /** The client's name; empty for the one without. */
    public String client() {
        return client;
    }

    /** Which clients there are. */
    public List<String> clients() {
        return clients;
    }

    private static String existing(List<String> clients) {
        return clients.isEmpty() ? "is none" : "are " + String.join(", ", clients);
    }
}
