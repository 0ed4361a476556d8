package io.bisocket.internal.client;

import io.bisocket.HandlerFailure;
import io.bisocket.Message;
import io.bisocket.PayloadCodec;
import io.bisocket.RequestId;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as it came. One that reports a failure has no payload. */
final class ReceivedMessage implements Message {

    private static final byte[] NOTHING = {};

    private final RequestId requestId;
    private final byte[] bytes;
    private final @Nullable HandlerFailure failure;
    private final PayloadCodec codec;

    private ReceivedMessage(
            RequestId requestId,
            byte[] bytes,
            @Nullable HandlerFailure failure,
            PayloadCodec codec) {
        this.requestId = requestId;
        this.bytes = bytes;
        this.failure = failure;
        this.codec = codec;
    }

    static ReceivedMessage reply(RequestId requestId, byte[] payload, PayloadCodec codec) {
        return new ReceivedMessage(requestId, payload, null, codec);
    }

    static ReceivedMessage failure(
            RequestId requestId, HandlerFailure failure, PayloadCodec codec) {
        return new ReceivedMessage(requestId, NOTHING, failure, codec);
    }

    @Override
    public RequestId requestId() {
        return requestId;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public <T> T as(Class<T> type) {
        return codec.decode(orThrow().bytes(), type);
    }

    @Override
    public <T> T as(Type type) {
        return codec.decode(orThrow().bytes(), type);
    }

    @Override
    public Optional<HandlerFailure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Message orThrow() {
        if (failure != null) {
            throw RemoteFailures.toException(failure, failure.method());
        }
        return this;
    }

    @Override
    public String toString() {
        return "Message[%s, %s]"
                .formatted(requestId, failure != null ? failure : bytes.length + " bytes");
    }
}
