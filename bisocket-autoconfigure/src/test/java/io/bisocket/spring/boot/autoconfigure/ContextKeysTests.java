package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ContextKeysTests {

    private static final KeyRing FIRST = KeyRing.of(CryptoKey.of("the first secret"));
    private static final KeyRing SECOND = KeyRing.of(CryptoKey.of("the second secret"));

    private KeyRing configured = FIRST;
    private final List<KeyRing> checked = new ArrayList<>();
    private final List<KeyRing> used = new ArrayList<>();
    private CompletableFuture<Void> inForce = CompletableFuture.completedFuture(null);

    private final ContextKeys keys =
            new ContextKeys(
                    () -> configured,
                    () ->
                            List.of(
                                    new KeyRingUser(
                                            checked::add,
                                            (before, ring) -> {
                                                assertThat(before).isEqualTo(FIRST);
                                                used.add(ring);
                                                return inForce;
                                            })));

    @Test
    void whenMadeThenTheKeysAreRead() {
        assertThat(keys.ring()).isEqualTo(FIRST);
        assertThat(used).isEmpty();
    }

    @Test
    void whenRefreshedWithOtherKeysThenTheyAreCheckedAndUsed() {
        configured = SECOND;
        assertThat(keys.refresh()).isCompleted();

        assertThat(keys.ring()).isEqualTo(SECOND);
        assertThat(checked).containsExactly(SECOND);
        assertThat(used).containsExactly(SECOND);
    }

    @Test
    void whenRefreshedWithTheSameKeysThenNobodyIsTold() {
        configured = KeyRing.of(CryptoKey.of("the first secret"));
        assertThat(keys.refresh()).isCompleted();
        assertThat(used).isEmpty();
    }

    @Test
    void whenTheKeysAreNotInForceYetThenTheRefreshIsNotDone() {
        configured = SECOND;
        inForce = new CompletableFuture<>();
        CompletableFuture<Void> refresh = keys.refresh();
        assertThat(refresh).isNotDone();

        inForce.complete(null);
        assertThat(refresh).isCompleted();
    }

    @Test
    void whenTheKeysCannotBeUsedThenThatIsLogged(CapturedOutput output) {
        configured = SECOND;
        inForce = CompletableFuture.failedFuture(new IllegalStateException("closed"));
        assertThat(keys.refresh()).isCompletedExceptionally();
        assertThat(output).containsPattern("ERROR.*The new keys of bisocket are not in force");
    }

    @Test
    void whenOnlyTheBuiltInKeyWouldBeLeftThenNothingChanges(CapturedOutput output) {
        configured = KeyRing.of(CryptoKey.builtIn());
        assertRefused("there would be no key but the built-in one, which everybody knows");
        assertThat(output).containsPattern("ERROR.*bisocket keeps its keys");
    }

    @Test
    void whenTheBuiltInKeyIsReplacedThenThatIsWelcome() {
        KeyRing builtIn = KeyRing.of(CryptoKey.builtIn());
        configured = builtIn;
        ContextKeys fresh = new ContextKeys(() -> configured, List::of);
        assertThat(fresh.ring()).isEqualTo(builtIn);

        configured = SECOND;
        assertThat(fresh.refresh()).isCompleted();
        assertThat(fresh.ring()).isEqualTo(SECOND);
    }

    @Test
    void whenOneUserCannotWorkWithTheKeysThenNobodyUsesThem(CapturedOutput output) {
        ContextKeys shared =
                new ContextKeys(
                        () -> configured,
                        () ->
                                List.of(
                                        new KeyRingUser(
                                                ring -> {},
                                                (before, ring) -> {
                                                    throw new AssertionError("not to be used");
                                                }),
                                        new KeyRingUser(
                                                ring -> {
                                                    throw new InvalidKeysException("no", "Do.");
                                                },
                                                (before, ring) -> inForce)));
        configured = SECOND;
        assertThatThrownBy(() -> shared.refresh().join())
                .hasRootCauseInstanceOf(InvalidKeysException.class);
        assertThat(shared.ring()).isEqualTo(FIRST);
        assertThat(output).containsPattern("ERROR.*bisocket keeps its keys");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> keys.refresh().join()).hasRootCauseMessage(message);
        assertThat(keys.ring()).isEqualTo(FIRST);
        assertThat(used).isEmpty();
    }
}
