package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayGuardTests {

    private static final int GENERATION = 16;

    private final ReplayGuard guard = new ReplayGuard(GENERATION);

    @Test
    void whenIvComesAgainItIsNotTheFirst() {
        assertThat(guard.firstSeen(iv(1))).isTrue();
        assertThat(guard.firstSeen(iv(1))).isFalse();
    }

    @Test
    void whenIvWasSentItIsNotTheFirst() {
        guard.sent(iv(1));

        assertThat(guard.firstSeen(iv(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 7, 8, 11})
    void whenIvsDifferInAnyByteTheyAreDifferent(int index) {
        byte[] other = iv(0);
        other[index] ^= 1;

        assertThat(guard.firstSeen(iv(0))).isTrue();
        assertThat(guard.firstSeen(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 15})
    void whenOneGenerationHasPassedIvIsKnownAndAfterTwoItIsForgotten(int before) {
        for (int i = 0; i < before; i++) {
            guard.firstSeen(iv(1000 + i));
        }
        guard.firstSeen(iv(1));
        for (int i = 0; i < GENERATION; i++) {
            guard.sent(iv(2000 + i));
        }
        assertThat(guard.firstSeen(iv(1))).isFalse();

        for (int i = 0; i < GENERATION; i++) {
            guard.firstSeen(iv(3000 + i));
        }
        assertThat(guard.firstSeen(iv(1))).isTrue();
    }

    @Test
    void whenReplayedAgainAndAgainNothingIsForgotten() {
        guard.firstSeen(iv(1));
        guard.firstSeen(iv(2));
        for (int i = 0; i < 10 * GENERATION; i++) {
            assertThat(guard.firstSeen(iv(2))).isFalse();
        }

        assertThat(guard.firstSeen(iv(1))).isFalse();
    }

    @Test
    void whenManyThreadsSeeOneIvOneIsTheFirst() throws Exception {
        ReplayGuard guard = new ReplayGuard();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int task = 0; task < 4; task++) {
                tasks.add(() -> countFirst(guard, 5_000));
            }
            int first = 0;
            for (Future<Integer> count : threads.invokeAll(tasks)) {
                first += count.get();
            }
            assertThat(first).isEqualTo(5_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whenGenerationsAreFullSizeEachIvOfTheLastOneIsKnown() {
        ReplayGuard guard = new ReplayGuard();
        int total = ReplayGuard.GENERATION * 3 + 5;
        assertThat(countFirst(guard, total)).isEqualTo(total);

        for (int i = total - ReplayGuard.GENERATION; i < total; i++) {
            assertThat(guard.firstSeen(iv(i))).isFalse();
        }
    }

    private static int countFirst(ReplayGuard guard, int ivs) {
        int first = 0;
        for (int i = 0; i < ivs; i++) {
            first += guard.firstSeen(iv(i)) ? 1 : 0;
        }
        return first;
    }

    private static byte[] iv(int number) {
        return ByteBuffer.allocate(12).putInt(4, number).array();
    }
}
