package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.keys.ServerKey;
import io.bisocket.internal.keys.ServerKey.Standing;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.NewSession;
import io.bisocket.internal.protocol.Open;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session on the server: who may attach sockets to it, and who may take its client's place. What
 * is not said to be thread-safe belongs to the session's event loop.
 */
final class ServerSide implements Session.Owner {

    /** What becomes of a session when its client's id is wanted for another one. */
    enum Contest {
        /** It keeps its place. */
        STAYS,
        /** It is over. */
        GONE,
        /** It keeps its place until its successor is open. */
        SUCCEEDED
    }

    private static final int TOMBSTONE_SECONDS = 30;
    private static final int ALIVE_MILLIS = 5_000;
    private static final int LOOK_MILLIS = 20;

    private final UUID id;
    private final UUID clientId;
    private final UUID instanceId;
    private final ServerKey key;
    private final byte[] resumeSecret;
    private final SecretBytes attachPsk;
    private final EventLoop loop;
    private final Duration expiryGrace;
    private final ServerSessions registry;
    private final Session session;
    private final AtomicReference<@Nullable ServerSide> successor = new AtomicReference<>();
    private @Nullable ServerSide former;

    /**
     * @param former the client's present session, which this one succeeds once it is open
     */
    ServerSide(
            UUID id,
            Open open,
            ServerKey key,
            SessionSetup setup,
            InetSocketAddress address,
            ServerSessions registry,
            @Nullable ServerSide former) {
        this.id = id;
        this.clientId = open.clientId();
        this.instanceId = open.instanceId();
        this.key = key;
        this.loop = setup.loop();
        this.expiryGrace = setup.tuning().expiryGrace();
        this.registry = registry;
        this.former = former;
        SecretBytes secret = SecretBytes.random(NewSession.SECRET_LENGTH);
        this.resumeSecret = secret.exposeSecret();
        this.attachPsk = KeyDerivation.attachPsk(secret, bytes(id));
        secret.destroy();
        this.session = new Session(clientId, setup, address, this);
    }

    /** Thread-safe. */
    UUID id() {
        return id;
    }

    /** Thread-safe. */
    UUID clientId() {
        return clientId;
    }

    /** Under which key the session was opened; thread-safe. */
    ServerKey key() {
        return key;
    }

    /** Thread-safe. */
    EventLoop loop() {
        return loop;
    }

    /** What sockets of this session are attached with; empty once it is forgotten. Thread-safe. */
    Optional<SecretBytes> attachPsk() {
        try {
            return Optional.of(attachPsk.copy());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    Session session() {
        return session;
    }

    /**
     * Enters the server's sessions: at once as the client's present one, or as a successor, in
     * place of one that was to succeed the same session and was never opened.
     *
     * @return false if the client has a present session
     */
    boolean enter() {
        if (former == null) {
            return registry.add(this);
        }
        registry.addSuccessor(this);
        ServerSide abandoned = former.successor.getAndSet(this);
        if (abandoned != null) {
            abandoned.loop.execute(abandoned::giveUp);
        }
        return true;
    }

    private void giveUp() {
        if (former != null) {
            discard();
        }
    }

    /** What the client is told of the new session; once. */
    NewSession announcement() {
        byte[] secret = resumeSecret.clone();
        Arrays.fill(resumeSecret, (byte) 0);
        return new NewSession(id, secret);
    }

    /** Whether a socket of this client object may attach. */
    boolean isOf(Open open) {
        return clientId.equals(open.clientId()) && instanceId.equals(open.instanceId());
    }

    /**
     * Another socket wants to open a session for the same client id. The same client object may
     * open a successor beside this one, which lives until the client closes it. The holder of a key
     * of its own, and anybody while no socket is attached, end it and take its place; otherwise it
     * stays if its client still answers. Thread-safe.
     */
    CompletableFuture<Contest> contest(Open open, boolean perClientKey) {
        CompletableFuture<Contest> outcome = new CompletableFuture<>();
        loop.execute(
                () -> {
                    if (!isAttached() || (perClientKey && !isOf(open))) {
                        replace(outcome);
                    } else if (isOf(open)) {
                        outcome.complete(Contest.SUCCEEDED);
                    } else {
                        session.engine().attachments().ping();
                        watch(outcome, session.engine().attachments().records(), ALIVE_MILLIS);
                    }
                });
        return outcome;
    }

    private void watch(CompletableFuture<Contest> outcome, long before, int millisLeft) {
        if (session.engine().isOver() || !isAttached() || millisLeft <= 0) {
            replace(outcome);
        } else if (session.engine().attachments().records() > before) {
            outcome.complete(Contest.STAYS);
        } else {
            loop.schedule(
                    () -> watch(outcome, before, millisLeft - LOOK_MILLIS),
                    LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private boolean isAttached() {
        return session.engine().attachments().isAttached(SocketRole.SEND)
                || session.engine().attachments().isAttached(SocketRole.RECEIVE);
    }

    private void replace(CompletableFuture<Contest> outcome) {
        session.engine()
                .abort(
                        CloseCode.REPLACED,
                        new SessionLostException("the client has opened another session"));
        registry.leave(this);
        outcome.complete(Contest.GONE);
    }

    /** Its key has been revoked: it ends, and nobody can attach to it. Thread-safe. */
    void revoke() {
        loop.execute(
                () -> {
                    session.engine()
                            .abort(
                                    CloseCode.KEY_REVOKED,
                                    new SessionLostException("the session's key was revoked"));
                    forget();
                });
    }

    /**
     * Its key has expired: the client is to open a successor, for which it may have to be given
     * another key first. So this one goes on for a while. Thread-safe.
     */
    void expire() {
        loop.execute(
                () -> {
                    session.engine().expire();
                    loop.schedule(
                            this::closeIfExpired, expiryGrace.toMillis(), TimeUnit.MILLISECONDS);
                });
    }

    private void closeIfExpired() {
        if (key.standing() != Standing.VALID) {
            session.engine().close(CloseCode.SHUTDOWN);
        }
    }

    /** The server has no place for it: it ends before it began. */
    void discard() {
        session.engine()
                .abort(CloseCode.TOO_MANY, new SessionLostException("the server has no place"));
    }

    @Override
    public void onOpen() {
        if (former != null && !registry.succeed(former, this)) {
            discard();
        }
        former = null;
    }

    @Override
    public void onDraining() {
        registry.leave(this);
    }

    @Override
    public void onEnd(@Nullable BiSocketException cause) {
        registry.leave(this);
        if (cause == null) {
            loop.schedule(this::forget, TOMBSTONE_SECONDS, TimeUnit.SECONDS);
        } else {
            forget();
        }
    }

    private void forget() {
        registry.remove(this);
        attachPsk.destroy();
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
