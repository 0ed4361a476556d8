package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.Request;
import io.bisocket.spring.BiSocketAdvice;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class FailureMethodsTests {

    static class Handlers {

        @BiSocketHandler("throw")
        String fail(String kind) throws Exception {
            throw thrown(kind);
        }

        @BiSocketHandler("late")
        CompletableFuture<String> late(String kind) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        throw new UncheckedIOException(new FileNotFoundException(kind));
                    });
        }

        @BiSocketHandler("flux")
        Flux<String> flux(String kind) {
            return Flux.concat(Flux.just("first"), Flux.error(() -> thrown(kind)));
        }

        @BiSocketHandler("header")
        String header(@Header("trace") String trace) {
            return trace;
        }

        @MessageExceptionHandler
        String io(IOException failure, Request request) {
            return "io %s of %s".formatted(failure.getMessage(), request.method());
        }

        @MessageExceptionHandler
        CompletableFuture<String> missing(FileNotFoundException failure) {
            return CompletableFuture.supplyAsync(() -> "missing " + failure.getMessage());
        }

        @MessageExceptionHandler(IllegalStateException.class)
        void state() {
            throw new IllegalStateException("worse");
        }

        private static Exception thrown(String kind) {
            return switch (kind) {
                case "io" -> new IOException("i");
                case "missing" -> new FileNotFoundException("m");
                case "wrapped" -> new UncheckedIOException(new IOException("w"));
                case "state" -> new IllegalStateException("s");
                case "argument" -> new IllegalArgumentException("a");
                case "number" -> new NumberFormatException("n");
                default -> new ArithmeticException(kind);
            };
        }
    }

    @BiSocketAdvice
    @Order(2)
    static class SecondAdvice {

        @MessageExceptionHandler
        String argument(IllegalArgumentException failure) {
            return "second " + failure.getMessage();
        }

        @MessageExceptionHandler
        Mono<String> messaging(org.springframework.messaging.MessagingException failure) {
            return Mono.just("no header");
        }

        @MessageExceptionHandler
        String io(IOException failure) {
            return "not asked";
        }
    }

    @BiSocketAdvice
    @Order(1)
    static class FirstAdvice {

        @MessageExceptionHandler
        String number(NumberFormatException failure) {
            return "first " + failure.getMessage();
        }
    }

    private static FoundHandlers found;

    @BeforeAll
    static void find() {
        found = new FoundHandlers(SecondAdvice.class, FirstAdvice.class, Handlers.class);
    }

    @AfterAll
    static void close() {
        found.close();
    }

    @ParameterizedTest
    @CsvSource({
        "throw, io, io i of throw",
        "throw, missing, missing m",
        "throw, wrapped, io w of throw",
        "throw, argument, second a",
        "throw, number, first n",
        "late, x, missing x",
        "header, x, no header"
    })
    void whenSomethingIsThrownThenTheClosestMethodsResultIsTheReply(
            String method, String payload, String reply) {
        FakeRequest request = found.handle(method, payload);

        request.awaitReplies(1);
        assertThat(request.replies).containsExactly(reply);
        assertThat(request.failures).isEmpty();
    }

    @Test
    void whenAPublisherFailsThenTheResultIsItsLastItem() {
        assertThat(found.handle("flux", "io").replies).containsExactly("first", "io i of flux");
        assertThatThrownBy(() -> found.handle("flux", "unknown"))
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void whenNobodyHandlesItThenItIsTheFailure() {
        assertThatThrownBy(() -> found.handle("throw", "unknown"))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whenTheMethodThrowsThenThatIsTheFailure() {
        assertThatThrownBy(() -> found.handle("throw", "state"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("worse");
    }

    static class Ambiguous {

        @BiSocketHandler("x")
        void handle() {}

        @MessageExceptionHandler
        void one(IOException failure) {}

        @MessageExceptionHandler
        void other(IOException failure) {}
    }

    static class Impossible {

        @BiSocketHandler("x")
        void handle() {}

        @MessageExceptionHandler(IOException.class)
        Request failed(Request request) {
            return request;
        }
    }

    @Test
    void whenAMethodCannotWorkThenStartIsRefused() {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(Ambiguous.class))
                .withMessageContaining("Ambiguous");
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(Impossible.class))
                .withMessageContaining("Impossible.failed(")
                .withMessageContaining("it belongs to the request");
    }
}
