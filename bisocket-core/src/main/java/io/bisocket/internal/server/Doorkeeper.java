package io.bisocket.internal.server;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.ClientAuthenticator;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.transport.PeerLog;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks the authenticator who a client is, on a worker, and not for ever. Thread-safe. */
final class Doorkeeper {

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);

    private final @Nullable ClientAuthenticator authenticator;
    private final Executor workers;
    private final Duration patience;
    private final PeerLog peerLog = new PeerLog(log);

    /**
     * @param authenticator null to go by the key alone
     * @param patience how long the authenticator may take
     */
    Doorkeeper(@Nullable ClientAuthenticator authenticator, Executor workers, Duration patience) {
        this.authenticator = authenticator;
        this.workers = workers;
        this.patience = patience;
    }

    /** Who this is; empty if it is not welcome. Never fails. */
    CompletionStage<Optional<KnownClient>> identify(Credentials credentials) {
        ClientAuthenticator asked = authenticator;
        if (asked == null) {
            return CompletableFuture.completedStage(
                    Optional.of(known(credentials, KeyPrincipal.of(credentials))));
        }
        CompletableFuture<Optional<KnownClient>> answer = new CompletableFuture<>();
        try {
            workers.execute(() -> answer.complete(ask(asked, credentials)));
        } catch (RejectedExecutionException e) {
            log.warn("The server's executor takes no more tasks: a client is refused", e);
            answer.complete(Optional.empty());
        }
        return orRefusedLate(answer, credentials);
    }

    private Optional<KnownClient> ask(ClientAuthenticator asked, Credentials credentials) {
        try {
            return Optional.of(known(credentials, asked.authenticate(credentials)));
        } catch (AuthenticationFailedException e) {
            refused(credentials, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            log.error("The authenticator failed, so client {} is refused", credentials.id(), e);
        }
        return Optional.empty();
    }

    private CompletionStage<Optional<KnownClient>> orRefusedLate(
            CompletableFuture<Optional<KnownClient>> answer, Credentials credentials) {
        return answer.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(
                        late -> {
                            refused(
                                    credentials,
                                    "the authenticator took longer than %s (handshake-timeout)"
                                            .formatted(patience));
                            return Optional.empty();
                        });
    }

    private void refused(Credentials credentials, String why) {
        peerLog.line(
                Level.WARN,
                "Client %s at %s is refused: %s"
                        .formatted(credentials.id(), credentials.address(), why));
    }

    private static KnownClient known(Credentials credentials, @Nullable Principal principal) {
        return new KnownClient(credentials, Optional.ofNullable(principal));
    }
}
