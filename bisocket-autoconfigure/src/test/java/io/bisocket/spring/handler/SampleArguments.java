package io.bisocket.spring.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bisocket.ClientSession;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.spring.Cancellation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

/** One method for each kind of argument; the table says what its handler is to see. */
@SuppressWarnings("unused")
final class SampleArguments {

    record Order(String item, @Min(1) int count) {}

    /**
     * One kind of argument.
     *
     * @param argument the method that has it as parameter
     * @param payload what is sent
     * @param seen what the handler sees
     * @param seenInPython the same in the Python format; null where that does not carry it
     */
    record Row(String argument, String payload, String seen, @Nullable String seenInPython) {

        @Override
        public String toString() {
            return argument;
        }
    }

    private static final String ORDER = "{\"item\":\"tea\",\"count\":2}";
    private static final String ORDER_SEEN = "Order[item=tea, count=2]";

    private SampleArguments() {}

    static List<Row> rows() {
        return List.of(
                row("none", "x", "nothing"),
                row("bytes", "grüße", "grüße"),
                row("text", "grüße", "grüße"),
                row("buffer", "grüße", "grüße"),
                row("object", ORDER, ORDER_SEEN),
                row("objects", "[" + ORDER + "]", "[" + ORDER_SEEN + "]"),
                row("number", "7", "7"),
                row("payload", ORDER, ORDER_SEEN),
                row("payloadText", "grüße", "grüße"),
                row("payloadMissing", "", "null"),
                row("payloadOptional", ORDER, "Optional[" + ORDER_SEEN + "]"),
                row("valid", ORDER, ORDER_SEEN),
                new Row("header", "x", "42", null),
                new Row("headerNumber", "x", "42", null),
                new Row("headerDefault", "x", "42", "none"),
                new Row("headers", "x", "42", "null"),
                new Row("messageHeaders", "x", "42", "null"),
                row("message", ORDER, ORDER_SEEN),
                row("variable", "x", "7"),
                row("request", "x", "x"),
                row("cancellation", "x", "false"),
                new Row("timeLeft", "x", "some time", "null"),
                row("principal", "x", "the caller"),
                row("client", "x", "a client"),
                row("peer", "x", "a client"),
                row("clientId", "x", "an id"),
                row("requestId", "x", "an id"));
    }

    static Method method(String argument) {
        for (Method method : SampleArguments.class.getDeclaredMethods()) {
            if (method.getName().equals(argument) && !method.isSynthetic()) {
                return method;
            }
        }
        throw new IllegalArgumentException("no argument is called " + argument);
    }

    /** What a handler has seen, in words. */
    static String seen(@Nullable Object argument) {
        if (argument instanceof byte[] bytes) {
            return new String(bytes, UTF_8);
        }
        if (argument instanceof ByteBuffer buffer) {
            return UTF_8.decode(buffer.duplicate()).toString();
        }
        if (argument instanceof Map<?, ?> headers) {
            return String.valueOf(headers.get("trace"));
        }
        if (argument instanceof Message<?> message) {
            return String.valueOf(message.getPayload());
        }
        return ofTheRequest(argument);
    }

    private static String ofTheRequest(@Nullable Object argument) {
        if (argument instanceof Request request) {
            return request.text();
        }
        if (argument instanceof Duration) {
            return "some time";
        }
        if (argument instanceof Cancellation cancellation) {
            return String.valueOf(cancellation.isCancelled());
        }
        if (argument instanceof Principal principal) {
            return principal.getName();
        }
        if (argument instanceof ClientSession) {
            return "a client";
        }
        return argument instanceof UUID || argument instanceof RequestId
                ? "an id"
                : String.valueOf(argument);
    }

    private static Row row(String argument, String payload, String seen) {
        return new Row(argument, payload, seen, seen);
    }

    private void none() {}

    private void bytes(byte[] payload) {}

    private void text(String payload) {}

    private void buffer(ByteBuffer payload) {}

    private void object(Order payload) {}

    private void objects(List<Order> payload) {}

    private void number(int payload) {}

    private void payload(@Payload Order payload) {}

    private void payloadText(@Payload String payload) {}

    private void payloadMissing(@Payload(required = false) Order payload) {}

    private void payloadOptional(@Payload Optional<Order> payload) {}

    private void valid(@Valid Order payload) {}

    private void header(@Header("trace") String trace) {}

    private void headerNumber(@Header("trace") int trace) {}

    private void headerDefault(@Header(name = "trace", defaultValue = "none") String trace) {}

    private void headers(@Headers Map<String, Object> headers) {}

    private void messageHeaders(MessageHeaders headers) {}

    private void message(Message<Order> message) {}

    private void variable(@DestinationVariable("id") int id) {}

    private void request(Request request) {}

    private void timeLeft(@Nullable Duration left) {}

    private void cancellation(Cancellation cancellation) {}

    private void principal(Principal principal) {}

    private void client(ClientSession client) {}

    private void peer(Peer peer) {}

    private void clientId(UUID id) {}

    private void requestId(RequestId id) {}
}
