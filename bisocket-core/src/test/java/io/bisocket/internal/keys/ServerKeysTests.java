package io.bisocket.internal.keys;

import static io.bisocket.internal.keys.TestKeys.BLUE;
import static io.bisocket.internal.keys.TestKeys.GREEN;
import static io.bisocket.internal.keys.TestKeys.RED;
import static io.bisocket.internal.keys.TestKeys.SERVICE;
import static io.bisocket.internal.keys.TestKeys.id;
import static io.bisocket.internal.keys.TestKeys.psk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.KeyRing;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.keys.ServerKey.Standing;
import io.bisocket.internal.server.LogLines;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerKeysTests {

    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final ScriptedTime time = new ScriptedTime();
    private final KeyEvents events = new KeyEvents();
    private final ServerKeys keys = serverKeys(Runnable::run, events);

    @Test
    void whenTheKeyIsKnownThenItsPskIsFound() {
        keys.replace(KeyRing.builder().key(RED).key("blue", BLUE).build()).join();

        assertThat(find(null).psk()).isEqualTo(psk(null, RED));
        assertThat(find("blue").psk()).isEqualTo(psk("blue", BLUE));
        ServerKey blue = key("blue");
        assertThat(blue.name()).isEqualTo("blue");
        assertThat(blue.id()).isEqualTo(KeyIds.ofName("blue"));
        assertThat(blue.standing()).isEqualTo(Standing.VALID);
        assertThat(blue).hasToString("the key 'blue'");
        assertThat(key(null).name()).isNull();
        assertThat(key(null)).hasToString("the key without a name");
    }

    @Test
    void whenTheKeyIsUnknownThenADecoyIsFound() {
        assertThat(find(null).serverKey()).isEmpty();
        keys.replace(KeyRing.of(RED)).join();

        HandshakeKey decoy = find("blue");
        assertThat(decoy.serverKey()).isEmpty();
        assertThat(decoy.psk().length()).isEqualTo(NoiseHandshake.PSK_LENGTH);
        assertThat(decoy.psk()).isNotEqualTo(psk("blue", RED)).isEqualTo(find("green").psk());
        assertThat(serverKeys(Runnable::run, events).find(id("blue")).psk())
                .isNotEqualTo(decoy.psk());
    }

    @Test
    void whenADecoyIsDestroyedThenTheNextIsWhole() {
        SecretBytes expected = find("blue").psk();
        find("blue").psk().destroy();

        assertThat(find("blue").psk()).isEqualTo(expected);
    }

    @Test
    void whenTheIdHasAnotherLengthThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.find(new byte[15]))
                .withMessage("a key id must be 16 bytes but was 15");
    }

    @Test
    void whenAKeyNamesClientsThenItSpeaksForThemAlone() {
        keys.replace(KeyRing.builder().key(RED).key("ann", BLUE, k -> k.clients(ANN)).build());

        assertThat(key(null).isPerClient()).isFalse();
        assertThat(key(null).mayServe(BOB)).isTrue();
        assertThat(key("ann").isPerClient()).isTrue();
        assertThat(key("ann").mayServe(ANN)).isTrue();
        assertThat(key("ann").mayServe(BOB)).isFalse();
    }

    @Test
    void whenAKeyLeavesTheRingThenItIsRevokedAndOthersStay() {
        keys.replace(KeyRing.builder().key(RED).key("blue", BLUE).build());
        ServerKey red = key(null);
        ServerKey blue = key("blue");

        keys.replace(KeyRing.builder().key("blue", BLUE).key("green", GREEN).build()).join();

        assertThat(events.take()).containsExactly("revoked the key without a name");
        assertThat(events.revoked()).containsExactly(red);
        assertThat(red.standing()).isEqualTo(Standing.REVOKED);
        assertThat(red.mayServe(ANN)).isFalse();
        assertThat(find(null).serverKey()).isEmpty();
        assertThat(key("blue")).isSameAs(blue);
        assertThat(blue.standing()).isEqualTo(Standing.VALID);
    }

    @Test
    void whenANameGetsAnotherSecretThenTheFormerKeyIsRevokedAndTheNewOneIsNot() {
        keys.replace(KeyRing.builder().key("blue", BLUE, k -> k.clients(ANN)).build());
        ServerKey former = key("blue");

        keys.replace(KeyRing.builder().key("blue", GREEN, k -> k.clients(ANN)).build()).join();

        assertThat(events.revoked()).containsExactly(former);
        assertThat(former.standing()).isEqualTo(Standing.REVOKED);
        assertThat(former.isPerClient()).isFalse();
        assertThat(former.mayServe(ANN)).isFalse();
        assertThat(key("blue")).isNotSameAs(former);
        assertThat(key("blue").standing()).isEqualTo(Standing.VALID);
        assertThat(find("blue").psk()).isEqualTo(psk("blue", GREEN));
    }

    @Test
    void whenAKeyComesBackThenItIsAnotherOne() {
        keys.replace(KeyRing.of(RED));
        ServerKey former = key(null);
        keys.replace(KeyRing.of(GREEN));
        keys.replace(KeyRing.of(RED));

        assertThat(key(null)).isNotSameAs(former);
        assertThat(former.standing()).isEqualTo(Standing.REVOKED);
    }

    @Test
    void whenClientsAreTakenFromAKeyThenItIsRestricted() {
        keys.replace(KeyRing.builder().key("blue", BLUE).build());
        ServerKey blue = key("blue");

        keys.replace(KeyRing.builder().key("blue", BLUE, k -> k.clients(ANN, BOB)).build());
        assertThat(events.take()).containsExactly("restricted the key 'blue'");
        assertThat(blue.isPerClient()).isTrue();

        keys.replace(KeyRing.builder().key("blue", BLUE, k -> k.clients(ANN)).build());
        assertThat(events.take()).containsExactly("restricted the key 'blue'");
        assertThat(blue.mayServe(BOB)).isFalse();

        keys.replace(KeyRing.builder().key("blue", BLUE, k -> k.clients(ANN, BOB)).build());
        keys.replace(KeyRing.builder().key("blue", BLUE).build());
        assertThat(events.take()).isEmpty();
        assertThat(blue.mayServe(BOB)).isTrue();
    }

    @Test
    void whenARingIsReplacedThenItsSecretsAreDestroyedAndTakenOnesAreNot() {
        keys.replace(KeyRing.of(RED));
        SecretBytes taken = find(null).psk();
        KeySet former = keys.current();

        keys.replace(KeyRing.of(RED)).join();

        assertThat(taken).isEqualTo(psk(null, RED));
        assertThat(find(null).psk()).isEqualTo(psk(null, RED));
        assertThat(former.all()).isNotEmpty().allSatisfy(held -> assertDestroyed(held.psk()));
    }

    @Test
    void whenTheListenerIsToldThenTheNewRingIsInForceAlready() {
        AtomicBoolean told = new AtomicBoolean();
        ServerKeys[] owner = new ServerKeys[1];
        owner[0] =
                serverKeys(
                        Runnable::run,
                        new OnRevoked(
                                key -> {
                                    told.set(true);
                                    assertThat(key.standing()).isEqualTo(Standing.REVOKED);
                                    assertThat(owner[0].find(id(null)).serverKey())
                                            .isPresent()
                                            .hasValueSatisfying(
                                                    now -> assertThat(now).isNotSameAs(key));
                                }));
        owner[0].replace(KeyRing.of(RED)).join();
        CompletableFuture<Void> replaced = owner[0].replace(KeyRing.of(BLUE));

        assertThat(replaced).isCompleted();
        assertThat(told).isTrue();
    }

    @Test
    void whenTheListenerFailsThenTheOtherKeysAreToldAllTheSame() {
        try (LogLines log = new LogLines(ServerKeys.class)) {
            KeyEvents others = new KeyEvents();
            ServerKeys failing =
                    serverKeys(
                            Runnable::run,
                            new OnRevoked(
                                    key -> {
                                        others.onRevoked(key);
                                        throw new IllegalStateException("no");
                                    }));
            failing.replace(KeyRing.builder().key("red", RED).key("blue", BLUE).build());
            failing.replace(KeyRing.of(GREEN)).join();

            assertThat(others.take())
                    .containsExactly("revoked the key 'red'", "revoked the key 'blue'");
            assertThat(log.lines())
                    .contains(
                            "INFO Keys of the server: the key 'red' has been revoked",
                            "ERROR Ending sessions failed, since the key 'red' has been revoked");
        }
    }

    @Test
    void whenSeveralRingsArePreparedThenTheyTakeForceInTheOrderOfTheCalls() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        ServerKeys slow = serverKeys(waiting::add, events);
        CompletableFuture<Void> first = slow.replace(KeyRing.of(RED));
        CompletableFuture<Void> second = slow.replace(KeyRing.of(BLUE));

        assertThat(waiting).hasSize(1);
        assertThat(slow.find(id(null)).serverKey()).isEmpty();
        waiting.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(slow.find(id(null)).psk()).isEqualTo(psk(null, RED));
        waiting.remove().run();
        assertThat(second).isCompleted();
        assertThat(slow.find(id(null)).psk()).isEqualTo(psk(null, BLUE));
    }

    @Test
    void whenTheExecutorRefusesThenTheRingStaysAndTheNextOneIsTaken() {
        AtomicBoolean refuse = new AtomicBoolean();
        ServerKeys moody =
                serverKeys(
                        task -> {
                            if (refuse.get()) {
                                throw new RejectedExecutionException("shut down");
                            }
                            task.run();
                        },
                        events);
        moody.replace(KeyRing.of(RED)).join();
        refuse.set(true);

        assertThatThrownBy(() -> moody.replace(KeyRing.of(BLUE)).join())
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("shut down");
        assertThat(moody.find(id(null)).psk()).isEqualTo(psk(null, RED));
        refuse.set(false);
        moody.replace(KeyRing.of(GREEN)).join();
        assertThat(moody.find(id(null)).psk()).isEqualTo(psk(null, GREEN));
    }

    @Test
    void whenTheKeysAreClosedThenNothingIsFoundAndNobodyIsTold() {
        keys.replace(
                KeyRing.builder()
                        .key(RED, k -> k.notAfter(ScriptedTime.START.plusSeconds(9)))
                        .build());
        ServerKey red = key(null);
        KeySet former = keys.current();

        keys.close();
        keys.close();

        assertThat(find(null).serverKey()).isEmpty();
        assertThat(red.standing()).isEqualTo(Standing.REVOKED);
        assertThat(former.all()).allSatisfy(held -> assertDestroyed(held.psk()));
        assertThat(time.scheduled()).isZero();
        assertThat(events.take()).isEmpty();
        assertThatThrownBy(() -> keys.replace(KeyRing.of(BLUE)).join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the keys of this server are closed");
    }

    private static void assertDestroyed(SecretBytes secret) {
        assertThatThrownBy(secret::exposeSecret)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret has been destroyed");
    }

    private HandshakeKey find(@Nullable String name) {
        return keys.find(id(name));
    }

    private ServerKey key(@Nullable String name) {
        return find(name).serverKey().orElseThrow();
    }

    private ServerKeys serverKeys(Executor executor, ServerKeysListener listener) {
        return new ServerKeys(SERVICE, time, executor, time, listener);
    }

    /** Hears of revoked keys alone. */
    private record OnRevoked(Consumer<ServerKey> action) implements ServerKeysListener {

        @Override
        public void onRevoked(ServerKey key) {
            action.accept(key);
        }

        @Override
        public void onRestricted(ServerKey key) {}

        @Override
        public void onExpired(ServerKey key) {}
    }
}
