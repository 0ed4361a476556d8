package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.BiSocketClient;
import io.bisocket.Request;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.Message;

/** Signatures that stop the start. */
class SignatureTests {

    static class TwoPayloads {
        @BiSocketHandler("x")
        void handle(byte[] one, String two) {}
    }

    static class ClientParameter {
        @BiSocketHandler("x")
        void handle(BiSocketClient client) {}
    }

    static class StreamParameter {
        @BiSocketHandler("x")
        void handle(InputStream in) {}
    }

    static class FutureParameter {
        @BiSocketHandler("x")
        void handle(CompletableFuture<String> future) {}
    }

    static class UnknownParameter {
        @BiSocketHandler("x")
        <T> void handle(T value) {}
    }

    static class MessageResult {

        @BiSocketHandler("m")
        CompletionStage<Message<String>> handle() {
            throw new AssertionError();
        }
    }

    static class FutureResult {
        @BiSocketHandler("x")
        @Nullable Future<String> handle() {
            return null;
        }
    }

    static class PublisherOfRequestsResult {
        @BiSocketHandler("x")
        Flow.@Nullable Publisher<Request> handle() {
            return null;
        }
    }

    static class RequestResult {
        @BiSocketHandler("x")
        Request handle(Request request) {
            return request;
        }
    }

    static class LateStreamResult {
        @BiSocketHandler("x")
        @Nullable CompletableFuture<Stream<String>> handle() {
            return null;
        }
    }

    static class NestedFutureResult {
        @BiSocketHandler("x")
        @Nullable Optional<Future<String>> handle() {
            return null;
        }
    }

    static class EmptyName {
        @BiSocketHandler("")
        void handle() {}
    }

    static class StaticMethod {
        @BiSocketHandler("x")
        static void handle() {}
    }

    static Stream<Object[]> impossible() {
        return Stream.of(
                new Object[] {TwoPayloads.class, "2 of its parameters ask for the payload"},
                new Object[] {ClientParameter.class, "inject it into the bean"},
                new Object[] {StreamParameter.class, "parameter 1 (java.io.InputStream)"},
                new Object[] {FutureParameter.class, "it is no value"},
                new Object[] {UnknownParameter.class, "the type of parameter 1 (T) is not known"},
                new Object[] {FutureResult.class, "a result of type java.util.concurrent.Future"},
                new Object[] {
                    MessageResult.class, "headers travel with calls alone: return the payload"
                },
                new Object[] {PublisherOfRequestsResult.class, "it belongs to the request"},
                new Object[] {RequestResult.class, "it belongs to the request"},
                new Object[] {LateStreamResult.class, "a stream that comes later"},
                new Object[] {NestedFutureResult.class, "java.util.concurrent.Future"},
                new Object[] {EmptyName.class, "a name of it is empty"},
                new Object[] {StaticMethod.class, "it is static"});
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whenSignatureCannotWorkThenStartIsRefused(Class<?> bean, String reason) {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(bean))
                .withMessageContaining(bean.getName() + ".handle(")
                .withMessageContaining(reason);
    }
}
