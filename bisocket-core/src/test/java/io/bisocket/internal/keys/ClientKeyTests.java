package io.bisocket.internal.keys;

import static io.bisocket.internal.keys.TestKeys.BLUE;
import static io.bisocket.internal.keys.TestKeys.GREEN;
import static io.bisocket.internal.keys.TestKeys.RED;
import static io.bisocket.internal.keys.TestKeys.SERVICE;
import static io.bisocket.internal.keys.TestKeys.psk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientKeyTests {

    private static final byte[] PROLOGUE = {1, 2, 3};

    private final ServerKeys server =
            new ServerKeys(
                    SERVICE,
                    Clock.systemUTC(),
                    Runnable::run,
                    (delay, task) -> () -> {},
                    new KeyEvents());

    @Test
    void whenAKeyIsPreparedThenItHasItsIdAndPsk() {
        ClientKey unnamed = prepare(null, RED);
        ClientKey blue = prepare("blue", BLUE);

        assertThat(unnamed.id()).isEqualTo(KeyIds.ofName(null));
        assertThat(unnamed.psk()).isEqualTo(psk(null, RED));
        assertThat(blue.id()).isEqualTo(KeyIds.ofName("blue"));
        assertThat(blue.psk()).isEqualTo(psk("blue", BLUE));
        assertThat(blue).hasToString("ClientKey[" + KeyIds.ofName("blue") + "]");
    }

    @Test
    void whenAKeyIsPreparedThenTheExecutorDoesIt() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CompletableFuture<ClientKey> key = ClientKey.prepare(null, RED, SERVICE, waiting::add);

        assertThat(key).isNotDone();
        waiting.remove().run();
        assertThat(key).isCompleted();
    }

    @Test
    void whenTheExecutorRefusesThenThePreparationFails() {
        assertThatThrownBy(
                        () ->
                                ClientKey.prepare(
                                                null,
                                                RED,
                                                SERVICE,
                                                task -> {
                                                    throw new RejectedExecutionException("full");
                                                })
                                        .join())
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("full");
    }

    @Test
    void whenTheNameIsBlankThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientKey.prepare(" ", RED, SERVICE, Runnable::run))
                .withMessage("the name of a key must not be blank");
    }

    @Test
    void whenTheKeyIsDestroyedThenTakenPsksAreNot() {
        ClientKey key = prepare(null, RED);
        SecretBytes taken = key.psk();

        key.destroy();

        assertThat(taken).isEqualTo(psk(null, RED));
        assertThatThrownBy(key::psk)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret has been destroyed");
    }

    @Test
    void whenBothEndsHaveTheKeyThenTheHandshakeSucceeds() {
        server.replace(KeyRing.builder().key(RED).key("blue", BLUE).build()).join();

        handshake(prepare(null, RED));
        handshake(prepare("blue", BLUE));
        assertThat(server.find(prepare("blue", BLUE).id().bytes()).serverKey()).isPresent();
    }

    @Test
    void whenThePassphraseIsTheSameThenTheHandshakeSucceeds() {
        CryptoKey passphrase = CryptoKey.of("correct horse");
        server.replace(KeyRing.of(passphrase)).join();

        handshake(prepare(null, passphrase));
    }

    @Test
    void whenTheServerDoesNotKnowTheKeyThenTheHandshakeFails() {
        server.replace(KeyRing.builder().key(RED).key("blue", BLUE).build()).join();

        assertRefused(prepare("green", GREEN));
        assertRefused(prepare("blue", RED));
        assertRefused(prepare(null, BLUE));
        server.replace(KeyRing.of(RED)).join();
        assertRefused(prepare("blue", BLUE));
    }

    private static ClientKey prepare(@Nullable String name, CryptoKey key) {
        return ClientKey.prepare(name, key, SERVICE, Runnable::run).join();
    }

    private void assertRefused(ClientKey key) {
        assertThatThrownBy(() -> handshake(key))
                .isInstanceOfSatisfying(
                        CryptoException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(CryptoException.Reason.NOT_AUTHENTIC));
    }

    private void handshake(ClientKey key) {
        NoiseHandshake client = NoiseHandshake.initiator(key.psk(), PROLOGUE);
        HandshakeKey found = server.find(key.id().bytes());
        NoiseHandshake responder = NoiseHandshake.responder(found.psk(), PROLOGUE);
        found.psk().destroy();
        responder.readMessage(client.writeMessage(new byte[0]));
        client.readMessage(responder.writeMessage(new byte[0]));
        assertThat(client.split().handshakeHash()).isEqualTo(responder.split().handshakeHash());
    }
}
