package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTasksTests {

    private final EventLoop loop = new DefaultEventLoop();
    private final SessionTasks tasks = new SessionTasks(loop);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    private void want(String what) {
        tasks.execute(() -> done.add(what), () -> done.add("not " + what));
    }

    private void turn(Runnable reading) {
        tasks.turn(
                () -> {
                    reading.run();
                    return false;
                });
    }

    private void onLoop(Runnable task) throws Exception {
        loop.submit(task).get(30, TimeUnit.SECONDS);
    }

    /** Until the loop has done all that it has been given. */
    private void settle() throws Exception {
        onLoop(() -> {});
        onLoop(() -> {});
    }

    @Test
    void whenAnotherThreadWantsThingsThenTheLoopDoesThemInOrder() throws Exception {
        List<String> wanted = IntStream.range(0, 3000).mapToObj(Integer::toString).toList();

        wanted.forEach(this::want);

        for (int i = 0; done.size() < wanted.size() && i < 100; i++) {
            settle();
        }
        assertThat(done).isEqualTo(wanted);
    }

    @Test
    void whenSomethingIsWantedDuringATurnThenItIsDoneAtItsEnd() throws Exception {
        onLoop(
                () -> {
                    turn(
                            () -> {
                                want("reply");
                                done.add("read");
                            });
                    done.add("after");
                });

        assertThat(done).containsExactly("read", "reply", "after");
    }

    @Test
    void whenSomethingWasWantedBeforeATurnThenItIsDoneFirst() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        loop.execute(
                () -> {
                    awaitQuietly(busy);
                    turn(() -> want("in the turn"));
                });
        want("before");
        busy.countDown();
        settle();

        assertThat(done).containsExactly("before", "in the turn");
    }

    @Test
    void whenATaskWantsAnotherThenItIsDoneInTheSameTurn() throws Exception {
        onLoop(
                () -> {
                    turn(() -> tasks.execute(() -> want("second"), () -> {}));
                    done.add("after");
                });

        assertThat(done).containsExactly("second", "after");
    }

    @Test
    void whenATaskFailsThenTheOthersAreDone() throws Exception {
        onLoop(
                () ->
                        turn(
                                () -> {
                                    tasks.execute(SessionTasksTests::fail, () -> {});
                                    want("other");
                                }));

        assertThat(done).containsExactly("other");
    }

    @Test
    void whenReadingFailsThenWhatItWantedIsDoneAndTheFailureIsTold() throws Exception {
        onLoop(
                () -> {
                    try {
                        turn(
                                () -> {
                                    want("reply");
                                    fail();
                                });
                    } catch (IllegalStateException e) {
                        done.add(e.getMessage());
                    }
                });

        assertThat(done).containsExactly("reply", "no good");
    }

    @Test
    void whenTheLoopHasEndedThenTheOtherTaskIsDone() throws Exception {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(30, TimeUnit.SECONDS);

        want("reply");
        want("another");

        assertThat(done).containsExactly("not reply", "not another");
    }

    private static void fail() {
        throw new IllegalStateException("no good");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
