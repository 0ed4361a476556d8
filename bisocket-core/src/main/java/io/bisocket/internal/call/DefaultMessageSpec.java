package io.bisocket.internal.call;

import io.bisocket.CallKind;
import io.bisocket.Compression;
import io.bisocket.MessageSpec;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.PayloadValues;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message that collects what it is made of. Who does not wait for the outcome may change the
 * array that the payload was given as: then a copy is sent.
 */
final class DefaultMessageSpec implements MessageSpec {

    private static final byte[] NOTHING = {};

    private final Caller caller;
    private final String method;
    private byte[] payload = NOTHING;
    private @Nullable Supplier<byte[]> making;
    private @Nullable Map<String, String> headers;
    private @Nullable Duration timeout;
    private @Nullable WhenFull whenFull;
    private @Nullable Compression compression;

    DefaultMessageSpec(Caller caller, String method) {
        this.caller = caller;
        this.method = method;
    }

    private ReplyValues replies() {
        return new ReplyValues(method, caller.codec());
    }

    @Override
    public MessageSpec payload(byte[] payload) {
        this.payload = Objects.requireNonNull(payload, "payload");
        this.making = null;
        return this;
    }

    @Override
    public MessageSpec payload(String text) {
        Objects.requireNonNull(text, "text");
        return fresh(() -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MessageSpec payload(Object value) {
        Objects.requireNonNull(value, "value");
        return value instanceof byte[] bytes
                ? payload(bytes)
                : fresh(() -> PayloadValues.encode(value, caller.codec()));
    }

    private MessageSpec fresh(Supplier<byte[]> made) {
        this.making = made;
        return this;
    }

    /** As it was given, for who waits for the outcome. */
    private byte[] payload() {
        return making == null ? payload : making.get();
    }

    /** One that nobody else changes. */
    private byte[] ownPayload() {
        return making == null ? payload.clone() : making.get();
    }

    @Override
    public MessageSpec header(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (headers == null) {
            headers = new LinkedHashMap<>();
        }
        headers.put(name, value);
        return this;
    }

    private Map<String, String> headers() {
        return headers == null ? Map.of() : headers;
    }

    @Override
    public MessageSpec timeout(Duration timeout) {
        Timeouts.check(timeout);
        this.timeout = timeout;
        return this;
    }

    @Override
    public MessageSpec whenFull(WhenFull policy) {
        this.whenFull = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public MessageSpec compression(Compression compression) {
        this.compression = Objects.requireNonNull(compression, "compression");
        return this;
    }

    @Override
    public RequestId send() {
        String what = "'%s' to be accepted".formatted(method);
        Blocking.check(what);
        return Blocking.await(send(this::payload, orElse(sendPolicy(WhenFull.WAIT))), what);
    }

    @Override
    public CompletableFuture<RequestId> sendAsync() {
        return caller.callbacks().of(send(this::ownPayload, orElse(sendPolicy(WhenFull.FAIL))));
    }

    @Override
    public byte[] retrieve() {
        String what = "the reply to '%s'".formatted(method);
        Blocking.check(what);
        WhenFull policy = orElse(WhenFull.WAIT);
        return Blocking.await(
                        request(this::payload, policy, Callbacks.DIRECT, Function.identity()), what)
                .bytes();
    }

    @Override
    public <T> T retrieve(Class<T> type) {
        return retrieve((Type) type);
    }

    @Override
    public <T> T retrieve(Type type) {
        return replies().value(retrieve(), type);
    }

    @Override
    public <T> Optional<T> retrieveOptional(Class<T> type) {
        return retrieveOptional((Type) type);
    }

    @Override
    public <T> Optional<T> retrieveOptional(Type type) {
        return replies().optional(retrieve(), type);
    }

    @Override
    public CompletableFuture<byte[]> retrieveAsync() {
        return request(Incoming::bytes);
    }

    @Override
    public <T> CompletableFuture<T> retrieveAsync(Class<T> type) {
        return retrieveAsync((Type) type);
    }

    @Override
    public <T> CompletableFuture<T> retrieveAsync(Type type) {
        return request(reply -> replies().<T>value(reply.bytes(), type));
    }

    @Override
    public <T> CompletableFuture<Optional<T>> retrieveOptionalAsync(Class<T> type) {
        return retrieveOptionalAsync((Type) type);
    }

    @Override
    public <T> CompletableFuture<Optional<T>> retrieveOptionalAsync(Type type) {
        return request(reply -> replies().<T>optional(reply.bytes(), type));
    }

    @Override
    public Flow.Publisher<byte[]> stream() {
        return stream(bytes -> bytes);
    }

    @Override
    public <T> Flow.Publisher<T> stream(Class<T> type) {
        return stream((Type) type);
    }

    @Override
    public <T> Flow.Publisher<T> stream(Type type) {
        ReplyValues replies = replies();
        return stream(bytes -> replies.<T>item(bytes, type));
    }

    private CompletableFuture<RequestId> send(Supplier<byte[]> content, WhenFull policy) {
        InterceptedCall call = caller.intercept(CallKind.SEND, method, headers(), null);
        return call == null
                ? send(content, headers(), policy)
                : call.follow(() -> send(content, call.headers(), policy));
    }

    private CompletableFuture<RequestId> send(
            Supplier<byte[]> content, Map<String, String> headers, WhenFull policy) {
        return caller.metered()
                .measure(
                        method,
                        () ->
                                caller.accepted(
                                        link -> link.send(outgoing(content, headers), policy)));
    }

    private <T> CompletableFuture<T> request(Function<Incoming, T> conversion) {
        WhenFull policy = orElse(WhenFull.FAIL);
        return request(this::ownPayload, policy, caller.callbacks(), conversion);
    }

    /**
     * Makes a request.
     *
     * @param threads where it completes
     * @param conversion runs there
     */
    private <T> CompletableFuture<T> request(
            Supplier<byte[]> content,
            WhenFull policy,
            Callbacks threads,
            Function<Incoming, T> conversion) {
        Duration longest = timeout != null ? timeout : caller.requestTimeout();
        if (caller.interceptors().isEmpty()) {
            return answer(content, headers(), longest, policy, threads, conversion);
        }
        return intercepted(content, longest, policy, threads, conversion);
    }

    private <T> CompletableFuture<T> intercepted(
            Supplier<byte[]> content,
            Duration longest,
            WhenFull policy,
            Callbacks threads,
            Function<Incoming, T> conversion) {
        InterceptedCall call =
                Objects.requireNonNull(
                        caller.intercept(CallKind.REQUEST, method, headers(), longest));
        return threads.of(
                call.follow(
                        () ->
                                answer(
                                        content,
                                        call.headers(),
                                        call.longest(),
                                        policy,
                                        Callbacks.DIRECT,
                                        Function.identity())),
                conversion);
    }

    private <T> CompletableFuture<T> answer(
            Supplier<byte[]> content,
            Map<String, String> headers,
            Duration longest,
            WhenFull policy,
            Callbacks threads,
            Function<Incoming, T> conversion) {
        return new Answer<>(
                        caller,
                        method,
                        () -> outgoing(content, headers),
                        longest,
                        policy,
                        threads,
                        conversion)
                .start();
    }

    private <T> Flow.Publisher<T> stream(Function<byte[], T> decoder) {
        Duration longest = timeout;
        WhenFull policy = orElse(WhenFull.FAIL);
        Outgoing message = outgoing(this::ownPayload, headers());
        return new ReplyPublisher<>(
                () -> streamStart(message, longest, policy), decoder, caller.callbacks());
    }

    private StreamStart streamStart(Outgoing message, @Nullable Duration longest, WhenFull policy) {
        InterceptedCall call =
                caller.intercept(CallKind.STREAM, method, message.headers(), longest);
        if (call == null) {
            Duration limit = longest != null ? longest : Duration.ZERO;
            return listener -> stream(message, limit, policy, listener);
        }
        Outgoing changed = message.withHeaders(call.headers());
        return call.follow(listener -> stream(changed, call.longest(), policy, listener));
    }

    private StreamCall stream(
            Outgoing message, Duration longest, WhenFull policy, StreamListener listener) {
        return caller.metered()
                .measure(
                        method,
                        listener,
                        metered ->
                                caller.withLink(
                                        link -> link.stream(message, longest, policy, metered)));
    }

    private Outgoing outgoing(Supplier<byte[]> content, Map<String, String> headers) {
        return new Outgoing(
                method,
                content.get(),
                headers.isEmpty()
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(headers)),
                compression);
    }

    private WhenFull orElse(WhenFull usual) {
        return whenFull != null ? whenFull : usual;
    }

    private WhenFull sendPolicy(WhenFull usual) {
        return caller.sendWhenFull() != null ? caller.sendWhenFull() : usual;
    }
}
