package io.bisocket.internal.server;

import io.bisocket.BroadcastResult;
import io.bisocket.BroadcastSpec;
import io.bisocket.Compression;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.session.PayloadValues;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message to many that collects what it is made of; encoded once for all of them. */
final class Broadcast implements BroadcastSpec {

    private static final byte[] NOTHING = {};

    private final String method;
    private final Selection selection;
    private final PushContext context;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Supplier<byte[]> payload = () -> NOTHING;
    private WhenFull whenFull;
    private @Nullable Compression compression;

    Broadcast(String method, Selection selection, PushContext context) {
        if (method.isEmpty()) {
            throw new IllegalArgumentException("a method name must not be empty");
        }
        this.method = method;
        this.selection = selection;
        this.context = context;
        this.whenFull = context.whenFull() == WhenFull.WAIT ? WhenFull.FAIL : context.whenFull();
    }

    @Override
    public BroadcastSpec payload(byte[] payload) {
        Objects.requireNonNull(payload, "payload");
        this.payload = payload::clone;
        return this;
    }

    @Override
    public BroadcastSpec payload(String text) {
        Objects.requireNonNull(text, "text");
        this.payload = () -> text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    @Override
    public BroadcastSpec payload(Object value) {
        Objects.requireNonNull(value, "value");
        if (value instanceof byte[] bytes) {
            return payload(bytes);
        }
        this.payload = () -> PayloadValues.encode(value, context.codec());
        return this;
    }

    @Override
    public BroadcastSpec header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    @Override
    public BroadcastSpec whenFull(WhenFull policy) {
        if (policy == WhenFull.WAIT) {
            throw new IllegalArgumentException(
                    "a message to many must not wait for one of them: choose FAIL, DROP_OLDEST or DISCONNECT");
        }
        this.whenFull = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public BroadcastSpec compression(Compression compression) {
        this.compression = Objects.requireNonNull(compression, "compression");
        return this;
    }

    @Override
    public CompletableFuture<BroadcastResult> send() {
        Outgoing message =
                new Outgoing(
                        method,
                        payload.get(),
                        Collections.unmodifiableMap(new LinkedHashMap<>(headers)),
                        compression);
        return context.relay().broadcast(selection, message, whenFull);
    }
}
