package io.bisocket.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.ClientSession;
import io.bisocket.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.messaging.Message;

class HandlerReflectiveProcessorTests {

    record Order(String item, List<Note> notes) {}

    record Note(String text) {}

    record Receipt(int price) {}

    record Tick(int number) {}

    record Declared(String name) {}

    record Wrapped(String name) {}

    interface Api {

        @BiSocketHandler("declared")
        void declared(Declared payload);
    }

    static class Handlers implements Api {

        @BiSocketHandler("place")
        CompletableFuture<Receipt> place(Order order, ClientSession client, Request request) {
            return CompletableFuture.completedFuture(new Receipt(order.notes().size()));
        }

        @BiSocketHandler("ticks")
        Stream<Tick> ticks() {
            return Stream.empty();
        }

        @Override
        public void declared(Declared payload) {}

        @BiSocketHandler("wrapped")
        void wrapped(Message<Wrapped> message) {}

        void none(String other) {}
    }

    private static final RuntimeHints HINTS = new RuntimeHints();

    @BeforeAll
    static void process() {
        new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(HINTS, Handlers.class);
    }

    @Test
    void whenAMethodIsAHandlerItMayBeCalledByReflection() throws Exception {
        for (String name : List.of("ticks", "place", "declared")) {
            assertThat(
                            RuntimeHintsPredicates.reflection()
                                    .onMethodInvocation(
                                            Stream.of(Handlers.class.getDeclaredMethods())
                                                    .filter(m -> m.getName().equals(name))
                                                    .findFirst()
                                                    .orElseThrow()))
                    .as(name)
                    .accepts(HINTS);
        }
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, "none"))
                .rejects(HINTS);
    }

    @Test
    void whenAMethodIsAHandlerItsPayloadsAndResultsMayBeReadAndWritten() {
        for (Class<?> bound :
                List.of(
                        Order.class,
                        Note.class,
                        Receipt.class,
                        Tick.class,
                        Declared.class,
                        Wrapped.class)) {
            assertThat(
                            RuntimeHintsPredicates.reflection()
                                    .onType(bound)
                                    .withMemberCategory(
                                            MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .as(bound.getName())
                    .accepts(HINTS);
        }
    }

    @Test
    void whenAParameterIsNoPayloadItIsLeftAlone() {
        assertThat(RuntimeHintsPredicates.reflection().onType(Request.class)).rejects(HINTS);
        assertThat(RuntimeHintsPredicates.reflection().onType(ClientSession.class)).rejects(HINTS);
    }
}
