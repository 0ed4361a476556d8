package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.ClientSession;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.BiSocketHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;

class HandlerAotProcessorTests {

    record Order(String item, List<Note> notes) {}

    record Note(String text) {}

    record Receipt(int price) {}

    record Tick(int number) {}

    record Declared(String name) {}

    record Wrapped(String name) {}

    record Found(String name) {}

    record Generic(String name) {}

    record Published(String name) {}

    interface Api {

        @BiSocketHandler("declared")
        void declared(Declared payload);
    }

    interface Finder<T> {

        CompletionStage<T> find(String item);
    }

    @BiSocketExchange
    interface Findings extends Finder<Found> {}

    abstract static class Base<T> {

        @BiSocketHandler("generic")
        void generic(T payload) {}
    }

    static class Handlers extends Base<Generic> implements Api, Findings {

        @BiSocketHandler("place")
        CompletableFuture<Receipt> place(Order order, ClientSession client, Request request) {
            return CompletableFuture.completedFuture(new Receipt(order.notes().size()));
        }

        @BiSocketHandler("ticks")
        Stream<Tick> ticks() {
            return Stream.empty();
        }

        @BiSocketHandler("published")
        Flux<? extends Published> published() {
            return Flux.empty();
        }

        @Override
        public void declared(Declared payload) {}

        @Override
        public CompletionStage<Found> find(String item) {
            return CompletableFuture.completedStage(new Found(item));
        }

        @BiSocketHandler("wrapped")
        void wrapped(Message<Wrapped> message) {}

        void none(String other) {}
    }

    private static RuntimeHints hints;

    @BeforeAll
    static void process() {
        TestGenerationContext generation = new TestGenerationContext();
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext()) {
            context.register(Handlers.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        hints = generation.getRuntimeHints();
    }

    @Test
    void whenAMethodIsAHandlerItMayBeCalledByReflection() {
        for (String name : List.of("ticks", "place", "declared", "wrapped", "find", "published")) {
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, name))
                    .as(name)
                    .accepts(hints);
        }
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Base.class, "generic"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, "none"))
                .rejects(hints);
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
                        Wrapped.class,
                        Found.class,
                        Generic.class,
                        Published.class)) {
            assertThat(
                            RuntimeHintsPredicates.reflection()
                                    .onType(bound)
                                    .withMemberCategory(
                                            MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .as(bound.getName())
                    .accepts(hints);
        }
    }

    @Test
    void whenAParameterIsNoPayloadItIsLeftAlone() {
        for (Class<?> other : List.of(Request.class, ClientSession.class, Flux.class)) {
            assertThat(RuntimeHintsPredicates.reflection().onType(other))
                    .as(other.getName())
                    .rejects(hints);
        }
    }
}
