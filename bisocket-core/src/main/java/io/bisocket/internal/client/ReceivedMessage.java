package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.Message;
import io.bisocket.PayloadCodec;
import io.bisocket.RequestId;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.session.PayloadValues;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as it came. One that reports a failure has no payload. */
final class ReceivedMessage implements Message {

    private static final Incoming NOTHING = Incoming.of(new byte[0]);

    private final RequestId requestId;
    private final @Nullable String method;
    private final Incoming content;
    private final @Nullable BiSocketException failure;
    private final PayloadCodec codec;
    private final Runnable onTaken;

    private ReceivedMessage(
            RequestId requestId,
            @Nullable String method,
            Incoming content,
            @Nullable BiSocketException failure,
            PayloadCodec codec,
            Runnable onTaken) {
        this.requestId = requestId;
        this.method = method;
        this.content = content;
        this.failure = failure;
        this.codec = codec;
        this.onTaken = onTaken;
    }

    static ReceivedMessage reply(RequestId requestId, Incoming content, PayloadCodec codec) {
        return new ReceivedMessage(requestId, null, content, null, codec, content::release);
    }

    static ReceivedMessage failure(
            RequestId requestId, BiSocketException failure, PayloadCodec codec) {
        return new ReceivedMessage(requestId, null, NOTHING, failure, codec, () -> {});
    }

    /** What the server sent of its own. */
    static ReceivedMessage sent(IncomingCall call, PayloadCodec codec) {
        return new ReceivedMessage(
                call.id(), call.method(), call.content(), null, codec, call::ended);
    }

    /** What it occupies while it waits, in bytes. */
    int size() {
        return content.size();
    }

    /** The receiver has had it. */
    void taken() {
        onTaken.run();
    }

    @Override
    public RequestId requestId() {
        return requestId;
    }

    @Override
    public Optional<String> method() {
        return Optional.ofNullable(method);
    }

    @Override
    public Map<String, String> headers() {
        return content.headers();
    }

    @Override
    public byte[] bytes() {
        return content.bytes();
    }

    @Override
    public <T> T as(Class<T> type) {
        return PayloadValues.decode(orThrow().bytes(), type, codec);
    }

    @Override
    public <T> T as(Type type) {
        return PayloadValues.decode(orThrow().bytes(), type, codec);
    }

    @Override
    public Optional<BiSocketException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Message orThrow() {
        if (failure != null) {
            throw failure;
        }
        return this;
    }

    @Override
    public String toString() {
        return "Message[%s, %s]"
                .formatted(
                        requestId,
                        failure != null ? failure.getMessage() : content.size() + " bytes");
    }
}
