package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.Compression;
import io.bisocket.Execution;
import io.bisocket.HandlerOptions;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.HandlerThreads;
import io.bisocket.spring.InvalidHandlerException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** What the annotation says besides names. */
class HandlerAttributesTests {

    private static final Executor OWN = Runnable::run;

    @Configuration(proxyBeanMethods = false)
    static class Threads {

        @Bean
        Executor own() {
            return OWN;
        }
    }

    @BiSocketHandler(
            value = {"order", "shop.{shop}"},
            execution = Execution.IN_ORDER,
            maxConcurrent = "3")
    static class Orders {

        @BiSocketHandler("place")
        String place() {
            return "placed";
        }

        @BiSocketHandler(execution = Execution.PARALLEL)
        String cancel() {
            return "cancelled";
        }

        @BiSocketHandler("*")
        String other() {
            return "other";
        }

        @BiSocketHandler("")
        String itself() {
            return "itself";
        }
    }

    @Test
    void whenTheClassIsAnnotatedThenItsNamesComeFirstAndTheRestIsForAll() {
        try (FoundHandlers found = new FoundHandlers(Orders.class)) {
            assertThat(found.names())
                    .containsExactlyInAnyOrder(
                            "order.place",
                            "order.cancel",
                            "order.*",
                            "order",
                            "shop.{shop}.place",
                            "shop.{shop}.cancel",
                            "shop.{shop}.*",
                            "shop.{shop}");
            assertThat(found.handle("order.cancel", "").replies).containsExactly("cancelled");
            HandlerOptions place = found.options.get("order.place");
            assertThat(place.executionOr(Execution.PARALLEL)).isEqualTo(Execution.IN_ORDER);
            assertThat(place.maxConcurrent()).hasValue(3);
            HandlerOptions cancel = found.options.get("order.cancel");
            assertThat(cancel.executionOr(Execution.IN_ORDER)).isEqualTo(Execution.PARALLEL);
            assertThat(cancel.maxConcurrent()).hasValue(3);
        }
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @BiSocketHandler("bill")
    @interface Bills {}

    @Bills
    static class BillHandlers {

        @BiSocketHandler
        void pay() {}
    }

    @Test
    void whenTheClassIsAnnotatedThroughAnotherAnnotationThenThatCounts() {
        try (FoundHandlers found = new FoundHandlers(BillHandlers.class)) {
            assertThat(found.names()).containsExactly("bill.pay");
        }
    }

    static class All {

        @BiSocketHandler(
                value = "all",
                executor = "${threads}",
                maxConcurrent = "${most}",
                nativeOnly = true,
                compression = "${packing}")
        void all() {}

        @BiSocketHandler(value = "here", threads = HandlerThreads.EVENT_LOOP)
        void here() {}

        @BiSocketHandler("none")
        void none() {}
    }

    @Test
    void whenAttributesArePlaceholdersThenTheyAreResolved() {
        FoundHandlers.Settings settings =
                context ->
                        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                                context, "threads=own", "most=5", "packing=bzip2");
        try (FoundHandlers found = new FoundHandlers(settings, All.class, Threads.class)) {
            HandlerOptions all = found.options.get("all");
            assertThat(all.executorOr(task -> {})).isSameAs(OWN);
            assertThat(all.maxConcurrent()).hasValue(5);
            assertThat(all.isNativeOnly()).isTrue();
            assertThat(all.compression()).isEqualTo(Compression.bzip2());
            assertThat(found.options.get("here").isOnEventLoop()).isTrue();
            HandlerOptions none = found.options.get("none");
            assertThat(none.isOnEventLoop()).isFalse();
            assertThat(none.executorOr(OWN)).isSameAs(OWN);
            assertThat(none.maxConcurrent()).isEmpty();
        }
    }

    static class Virtual {

        @BiSocketHandler(value = "x", threads = HandlerThreads.VIRTUAL)
        void handle() {}
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void whenThereAreNoVirtualThreadsThenStartIsRefused() {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(Virtual.class))
                .withMessageContaining(
                        "virtual threads (threads) need Java 21 or later, and this is Java "
                                + Runtime.version().feature());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void whenThreadsAreVirtualThenThereIsAnExecutorForThem() {
        try (FoundHandlers found = new FoundHandlers(Virtual.class)) {
            assertThat(found.options.get("x").executorOr(OWN)).isNotSameAs(OWN);
        }
    }

    static class TwoOrders {
        @BiSocketHandler(
                value = "x",
                execution = {Execution.IN_ORDER, Execution.PARALLEL})
        void handle() {}
    }

    static class TwoThreads {
        @BiSocketHandler(value = "x", threads = HandlerThreads.EVENT_LOOP, executor = "own")
        void handle() {}
    }

    static class NoExecutor {
        @BiSocketHandler(value = "x", executor = "missing")
        void handle() {}
    }

    static class NoneAtOnce {
        @BiSocketHandler(value = "x", maxConcurrent = "0")
        void handle() {}
    }

    static class UnknownPacking {
        @BiSocketHandler(value = "x", compression = "rar")
        void handle() {}
    }

    static Stream<Object[]> impossible() {
        return Stream.of(
                new Object[] {TwoOrders.class, "it has two orders (execution)"},
                new Object[] {TwoThreads.class, "it has several kinds of threads"},
                new Object[] {NoExecutor.class, "there is no Executor bean 'missing'"},
                new Object[] {NoneAtOnce.class, "maxConcurrent must be a number, 1 or more"},
                new Object[] {UnknownPacking.class, "compression: 'rar' is no compression"});
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whenAnAttributeCannotBeThenStartIsRefused(Class<?> bean, String reason) {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(bean))
                .withMessageContaining(bean.getName() + ".handle(")
                .withMessageContaining(reason);
    }
}
