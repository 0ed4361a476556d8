package io.bisocket.internal.dispatch;

import io.bisocket.ClientSession;
import io.bisocket.HandlerFailure;
import io.bisocket.PayloadCodec;
import io.bisocket.Request;
import io.bisocket.RequestId;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

/** A request on its way through a handler. */
final class HandledRequest implements Request {

    private final RequestId id;
    private final String method;
    private final byte[] payload;
    private final ReplySink replies;
    private final PayloadCodec codec;
    private final boolean sendStackTraces;

    HandledRequest(
            RequestId id,
            String method,
            byte[] payload,
            ReplySink replies,
            PayloadCodec codec,
            boolean sendStackTraces) {
        this.id = id;
        this.method = method;
        this.payload = payload;
        this.replies = replies;
        this.codec = codec;
        this.sendStackTraces = sendStackTraces;
    }

    @Override
    public RequestId id() {
        return id;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public ClientSession client() {
        return replies.client();
    }

    @Override
    public byte[] bytes() {
        return payload;
    }

    @Override
    public <T> T as(Class<T> type) {
        return as((Type) type);
    }

    @Override
    public <T> T as(Type type) {
        return codec.decode(payload, type);
    }

    @Override
    public CompletableFuture<Void> reply(byte[] payload) {
        return replies.reply(id, payload);
    }

    @Override
    public CompletableFuture<Void> replyObject(Object value) {
        return reply(codec.encode(value));
    }

    @Override
    public CompletableFuture<Void> fail(Throwable failure) {
        HandlerFailure told = Failures.describe(failure, method, sendStackTraces);
        return replies.fail(id, told);
    }

    @Override
    public String toString() {
        return "request '%s' for '%s' from client %s"
                .formatted(Failures.forLog(id.value()), Failures.forLog(method), clientId());
    }
}
