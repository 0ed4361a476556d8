package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.TaskDecorator;

class WorkerThreadsTests {

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void whenThereIsNothingSpecialThenTheCoreHasItsOwnThreads() {
        try (WorkerThreads threads = new WorkerThreads(false, List.of())) {
            assertThat(threads.executor("x-")).isEmpty();
        }
    }

    @Test
    void whenThereAreDecoratorsThenTheFirstIsTheOutermost() {
        try (WorkerThreads threads =
                new WorkerThreads(false, List.of(decorator("outer"), decorator("inner")))) {
            Executor executor = threads.executor("x-").orElseThrow();
            executor.execute(() -> seen.add(Thread.currentThread().getName()));

            await().until(() -> seen.size() == 3);
            assertThat(seen).containsExactly("outer", "inner", "x-1");
        }
    }

    @Test
    void whenManyTasksBlockThenThereAreNoMoreThanSixtyFourThreads() throws InterruptedException {
        try (WorkerThreads threads = new WorkerThreads(false, List.of(task -> task))) {
            Executor executor = threads.executor("x-").orElseThrow();
            CountDownLatch running = new CountDownLatch(64);
            CountDownLatch end = new CountDownLatch(1);
            for (int i = 0; i < 65; i++) {
                executor.execute(
                        () -> {
                            seen.add(Thread.currentThread().getName());
                            running.countDown();
                            awaitQuietly(end);
                        });
            }
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(64).doesNotHaveDuplicates();
            end.countDown();
            await().until(() -> seen.size() == 65);
        }
    }

    @Test
    void whenVirtualThreadsAreOnThenTasksRunOnThem() throws ReflectiveOperationException {
        if (JavaVersion.getJavaVersion().isOlderThan(JavaVersion.TWENTY_ONE)) {
            System.out.println("SKIPPED: virtual threads need JDK 21 or later");
            abort("virtual threads need JDK 21 or later");
        }
        try (WorkerThreads threads = new WorkerThreads(true, List.of(decorator("decorated")))) {
            BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
            threads.executor("v-").orElseThrow().execute(() -> ran.add(Thread.currentThread()));

            await().until(() -> !ran.isEmpty());
            assertThat(Thread.class.getMethod("isVirtual").invoke(ran.peek())).isEqualTo(true);
            assertThat(ran.peek().getName()).startsWith("v-");
            assertThat(seen).containsExactly("decorated");
        }
    }

    private TaskDecorator decorator(String name) {
        return task ->
                () -> {
                    seen.add(name);
                    task.run();
                };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
