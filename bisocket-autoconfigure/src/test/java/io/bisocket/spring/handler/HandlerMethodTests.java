package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.ClientSession;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.spring.BiSocketHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerMethodTests {

    record Order(String item, int count) {}

    static class Base<T> {

        @BiSocketHandler("generic")
        T generic(T payload) {
            return payload;
        }
    }

    static class Handlers extends Base<Order> {

        @BiSocketHandler("bytes")
        byte[] bytes(byte[] payload) {
            return payload;
        }

        @BiSocketHandler("text")
        String text(String payload) {
            return payload;
        }

        @BiSocketHandler("buffer")
        ByteBuffer buffer(ByteBuffer payload) {
            return payload;
        }

        @BiSocketHandler("partial-buffer")
        ByteBuffer partialBuffer(ByteBuffer payload) {
            return payload.position(1).asReadOnlyBuffer();
        }

        @BiSocketHandler("record")
        Order record(Order order) {
            return new Order(order.item(), order.count() + 1);
        }

        @BiSocketHandler("records")
        List<Order> records(List<Order> orders) {
            return orders.stream().map(order -> new Order(order.item(), 0)).toList();
        }

        @BiSocketHandler("map")
        Map<String, Integer> map(Map<String, Integer> counts) {
            return counts;
        }

        @BiSocketHandler("number")
        int number(long number) {
            return (int) number;
        }

        @BiSocketHandler("any")
        Object any(Object value) {
            return value;
        }

        @BiSocketHandler("nullable")
        String nullable(@Nullable Order order) {
            return String.valueOf(order);
        }

        @BiSocketHandler("context")
        String context(UUID client, RequestId id, Request request, ClientSession session) {
            return "%s %s %s %s".formatted(client, id, request.method(), session.dialect());
        }

        @BiSocketHandler("mixed")
        String mixed(Request request, Order order, UUID client) {
            return request.method() + order.item() + client.getLeastSignificantBits();
        }

        @BiSocketHandler("nothing")
        void nothing(byte[] payload) {}

        @BiSocketHandler("null")
        byte @Nullable [] none() {
            return null;
        }

        @BiSocketHandler("empty")
        Optional<String> empty() {
            return Optional.empty();
        }

        @BiSocketHandler("present")
        Optional<Order> present() {
            return Optional.of(new Order("a", 1));
        }

        @BiSocketHandler("future")
        CompletableFuture<Order> future() {
            return CompletableFuture.supplyAsync(() -> new Order("a", 2));
        }

        @BiSocketHandler("future-nothing")
        CompletableFuture<Void> futureNothing() {
            return CompletableFuture.completedFuture(null);
        }

        @BiSocketHandler("stage-optional")
        CompletionStage<Optional<String>> stageOptional() {
            return CompletableFuture.completedStage(Optional.of("later"));
        }

        @BiSocketHandler("no-stage")
        @Nullable CompletionStage<String> noStage() {
            return null;
        }

        @BiSocketHandler("stream")
        Stream<Object> stream() {
            return Stream.of("one", new byte[] {'2'}, new Order("three", 3));
        }

        @BiSocketHandler("list")
        List<String> list() {
            return List.of("one", "two");
        }

        @BiSocketHandler("by-request")
        void byRequest(Request request) {
            request.reply("1");
            request.reply("2");
        }

        @BiSocketHandler("throw")
        void fail() {
            throw new IllegalStateException("no luck");
        }

        @BiSocketHandler("late-throw")
        CompletableFuture<String> failLate() {
            return CompletableFuture.failedFuture(new IllegalStateException("no luck, later"));
        }

        @BiSocketHandler({"first", "second"})
        String named(Request request) {
            return request.method();
        }

        @BiSocketHandler
        String unnamed() {
            return "by the method's name";
        }

        @BiSocketHandler(BiSocketHandler.CATCH_ALL)
        String other(Request request) {
            return "caught " + request.method();
        }

        @BiSocketHandler("private")
        private String secret(String payload) {
            return payload;
        }

        @BiSocketHandler("varargs")
        byte[] varargs(byte... payload) {
            return payload;
        }

        @BiSocketHandler("unencodable")
        Object unencodable() {
            return new Object() {
                @SuppressWarnings("unused")
                public String getValue() {
                    throw new IllegalStateException("not readable");
                }
            };
        }
    }

    private static FoundHandlers found;

    @BeforeAll
    static void find() {
        found = new FoundHandlers(Handlers.class);
    }

    @AfterAll
    static void close() {
        found.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bytes          | abc                       | abc",
                "bytes          | ``                        | ``",
                "text           | grüße                     | grüße",
                "buffer         | abc                       | abc",
                "partial-buffer | abc                       | bc",
                "record         | {\"item\":\"x\",\"count\":1}   | {\"item\":\"x\",\"count\":2}",
                "records        | [{\"item\":\"x\",\"count\":1}] | [{\"item\":\"x\",\"count\":0}]",
                "map            | {\"a\":1}                 | {\"a\":1}",
                "number         | 42                        | 42",
                "any            | {\"a\":[1,true]}          | {\"a\":[1,true]}",
                "any            | \"text\"                  | text",
                "nullable       | null                      | null",
                "generic        | {\"item\":\"x\",\"count\":1}   | {\"item\":\"x\",\"count\":1}",
                "mixed          | {\"item\":\"x\",\"count\":1}   | mixedx7",
                "present        | ``                        | {\"item\":\"a\",\"count\":1}",
                "future         | ``                        | {\"item\":\"a\",\"count\":2}",
                "stage-optional | ``                        | later",
                "list           | ``                        | [\"one\",\"two\"]",
                "first          | ``                        | first",
                "second         | ``                        | second",
                "unnamed        | ``                        | by the method's name",
                "private        | abc                       | abc",
                "varargs        | abc                       | abc",
            })
    void whenThereIsOneResultThenOneReply(String method, String payload, String reply) {
        FakeRequest request = found.handle(method, payload);

        assertThat(request.replies).containsExactly(reply);
        assertThat(request.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "null", "empty", "future-nothing", "no-stage"})
    void whenThereIsNoResultThenNoReply(String method) {
        FakeRequest request = found.handle(method, "abc");

        assertThat(request.replies).isEmpty();
        assertThat(request.failures).isEmpty();
    }

    @Test
    void whenParametersAskAboutTheRequestThenTheyAreTold() {
        assertThat(found.handle("context", "").replies)
                .containsExactly(new UUID(0, 7) + " request-1 context fake");
    }

    @Test
    void whenResultIsAStreamThenEachElementIsAReply() {
        assertThat(found.handle("stream", "").replies)
                .containsExactly("one", "2", "{\"item\":\"three\",\"count\":3}");
    }

    @Test
    void whenTheRequestIsUsedThenItReplies() {
        assertThat(found.handle("by-request", "").replies).containsExactly("1", "2");
    }

    @Test
    void whenNameIsTheStarThenItCatchesAll() {
        FakeRequest request = new FakeRequest("whatever", "");
        found.handle(BiSocketHandler.CATCH_ALL, request);

        assertThat(request.replies).containsExactly("caught whatever");
    }

    @Test
    void whenHandlerThrowsThenExceptionIsItsOwn() {
        assertThatThrownBy(() -> found.handle("throw", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no luck");
        assertThatThrownBy(() -> found.handle("late-throw", ""))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no luck, later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"item\":[]}"})
    void whenPayloadIsNotWhatItShouldBeThenItIsRefused(String payload) {
        assertThatExceptionOfType(BiSocketException.class)
                .isThrownBy(() -> found.handle("record", payload))
                .withMessageContaining("Order in JSON")
                .extracting(BiSocketException::code)
                .isEqualTo(ErrorCode.BAD_PAYLOAD);
    }

    @Test
    void whenPayloadIsNullThenOnlyNullableParametersTakeIt() {
        assertThatExceptionOfType(BiSocketException.class)
                .isThrownBy(() -> found.handle("record", "null"))
                .withMessageContaining("the payload is null, which parameter 1")
                .extracting(BiSocketException::code)
                .isEqualTo(ErrorCode.BAD_PAYLOAD);
    }

    @Test
    void whenReplyIsRefusedThenTheClientIsTold() {
        FakeRequest request = new FakeRequest("text", "abc");
        request.refusal = new PayloadTooLargeException(3, 2, "max-message-size");
        found.handle("text", request);

        assertThat(request.failures).containsExactly(request.refusal);
    }

    @Test
    void whenClientIsGoneThenNobodyIsTold() {
        FakeRequest request = new FakeRequest("text", "abc");
        request.refusal = new ConnectionLostException("gone");
        found.handle("text", request);

        assertThat(request.failures).isEmpty();
    }

    @Test
    void whenResultCannotBeEncodedThenHandlerFails() {
        assertThatExceptionOfType(BiSocketException.class)
                .isThrownBy(() -> found.handle("unencodable", ""))
                .withMessageContaining("cannot be written as JSON");
    }
}
