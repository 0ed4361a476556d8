package io.bisocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialLaneTests {

    @Test
    void whenManyThreadsAddThenTasksRunOneAtATimeAndInEachThreadsOrder() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            SerialLane lane = new SerialLane(pool);
            AtomicInteger running = new AtomicInteger();
            List<Integer> seen = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(4000);
            for (int thread = 0; thread < 4; thread++) {
                int from = thread * 1000;
                pool.execute(() -> addThousand(lane, from, running, seen, done));
            }

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            for (int thread = 0; thread < 4; thread++) {
                int from = thread * 1000;
                assertThat(seen.stream().filter(n -> n / 1000 * 1000 == from))
                        .isSorted()
                        .hasSize(1000);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void addThousand(
            SerialLane lane,
            int from,
            AtomicInteger running,
            List<Integer> seen,
            CountDownLatch done) {
        for (int i = 0; i < 1000; i++) {
            int number = from + i;
            lane.execute(
                    () -> {
                        if (running.incrementAndGet() == 1) {
                            seen.add(number);
                        }
                        running.decrementAndGet();
                        done.countDown();
                    });
        }
    }

    @Test
    void whenATaskThrowsThenTheNextOneRuns() {
        SerialLane lane = new SerialLane(Runnable::run);
        AtomicInteger ran = new AtomicInteger();

        lane.execute(
                () -> {
                    throw new IllegalStateException("expected by this test");
                });
        lane.execute(ran::incrementAndGet);

        assertThat(ran).hasValue(1);
    }

    @Test
    void whenTheExecutorRefusesThenTheCallerIsNotHarmed() {
        SerialLane lane =
                new SerialLane(
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        });

        assertThatCode(() -> lane.execute(() -> {})).doesNotThrowAnyException();
        assertThat(lane.pending()).isZero();
    }
}
