package io.bisocket;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connected client, as the server sees it: its {@link Peer}. Thread-safe.
 *
 * <p>In the Python format a send reaches the client without its method, and clients answer no
 * requests.
 */
public interface ClientSession extends Peer, ClientIdentity {

    /** The wire format, such as {@code python/secure}. */
    @Override
    String dialect();

    /** Who the client is, as the {@link ClientAuthenticator} says; empty if it has no name. */
    Optional<Principal> principal();

    /**
     * What the application keeps for this session, until it ends. Thread-safe, and not sent to
     * anybody. Adding fails with {@link IllegalStateException} when there are {@code
     * max-session-attributes}.
     */
    Map<String, Object> attributes();

    /**
     * Joins a group, as {@link ClientGroup#join} does.
     *
     * @return false if the session is over
     * @throws IllegalArgumentException if the name is blank or longer than 255 characters
     * @throws IllegalStateException if the session is in as many groups as {@code
     *     max-session-groups} allows
     */
    boolean join(String group);

    /**
     * Leaves a group.
     *
     * @return false if the session was not in it
     */
    boolean leave(String group);

    /** The groups that the session is in; a snapshot. */
    Set<String> groups();

    /** When both sockets were there. */
    Instant openedAt();

    /** What has passed and what waits. */
    SessionStats stats();

    /** What broke the session; empty before that, and if a goodbye was said. */
    Optional<BiSocketException> failure();

    /** Whether messages can still reach the client. */
    boolean isOpen();

    /**
     * Says goodbye and closes both sockets; what was queued for the client is sent first, what it
     * asked and was not yet started is not handled.
     *
     * @return completes when both sockets are closed
     */
    CompletableFuture<Void> disconnect();
}
