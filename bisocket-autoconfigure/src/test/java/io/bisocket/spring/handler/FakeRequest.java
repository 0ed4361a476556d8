package io.bisocket.spring.handler;

import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.CallKind;
import io.bisocket.ClientSession;
import io.bisocket.MessageSpec;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.SessionStats;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request that keeps its replies. */
final class FakeRequest implements Request {

    private static final PayloadCodec CODEC = PayloadCodec.json(JsonMapper.shared());

    final List<String> replies = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    @Nullable RuntimeException refusal;
    boolean open = true;

    private final String method;
    private final byte[] payload;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final ClientSession client = new FakeClient();

    FakeRequest(String method, String payload) {
        this.method = method;
        this.payload = payload.getBytes(StandardCharsets.UTF_8);
    }

    FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void awaitReplies(int count) {
        await().until(() -> replies.size() >= count);
    }

    @Override
    public RequestId id() {
        return new RequestId("request-1");
    }

    @Override
    public CallKind kind() {
        return CallKind.SEND;
    }

    @Override
    public String handlerName() {
        return method;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public ClientSession client() {
        return client;
    }

    @Override
    public PayloadCodec payloadCodec() {
        return CODEC;
    }

    @Override
    public Peer peer() {
        return client;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public byte[] bytes() {
        return payload;
    }

    @Override
    public <T> T as(Class<T> type) {
        return CODEC.decode(payload, type);
    }

    @Override
    public <T> T as(Type type) {
        return CODEC.decode(payload, type);
    }

    @Override
    public Optional<Duration> timeLeft() {
        return Optional.empty();
    }

    @Override
    public boolean isCancelled() {
        return !open;
    }

    @Override
    public void onCancel(Runnable task) {}

    @Override
    public void replyLater() {}

    @Override
    public CompletableFuture<Void> reply(byte[] reply) {
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        replies.add(new String(reply, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> replyObject(Object value) {
        return reply(CODEC.encode(value));
    }

    @Override
    public CompletableFuture<Void> fail(Throwable failure) {
        failures.add(failure);
        return CompletableFuture.completedFuture(null);
    }

    private final class FakeClient implements ClientSession {

        @Override
        public UUID id() {
            return new UUID(0, 7);
        }

        @Override
        public Optional<String> keyName() {
            return Optional.empty();
        }

        @Override
        public boolean hasOwnKey() {
            return false;
        }

        @Override
        public boolean isIdProven() {
            return false;
        }

        @Override
        public Optional<Principal> principal() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> attributes() {
            return Map.of();
        }

        @Override
        public boolean join(String group) {
            return false;
        }

        @Override
        public boolean leave(String group) {
            return false;
        }

        @Override
        public Set<String> groups() {
            return Set.of();
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("client", 1);
        }

        @Override
        public String dialect() {
            return "fake";
        }

        @Override
        public SessionStats stats() {
            return new SessionStats(0, 0, 0, 0, 0, 0, 0, 0, 0, Set.of());
        }

        @Override
        public Instant openedAt() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<BiSocketException> failure() {
            return Optional.empty();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public MessageSpec method(String method) {
            throw new UnsupportedOperationException("a fake client is sent nothing");
        }

        @Override
        public CompletableFuture<Void> disconnect() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
