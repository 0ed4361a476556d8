package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.MessageType;
import io.bisocket.SocketRole;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens at one server or client, in meters. What happens often has its meters ready. */
final class MicrometerMetrics implements BiSocketMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Direction sent;
    private final Direction received;
    private final Counter creditStalls;
    private final CallTimers handlers;
    private final CallTimers calls;

    /**
     * @param side {@code server} or {@code client}
     * @param client the client's name; {@code none} at a server
     */
    MicrometerMetrics(MeterRegistry registry, String side, String client) {
        this.registry = registry;
        this.tags = Tags.of("side", side, "client", client);
        this.sent = new Direction("sent");
        this.received = new Direction("received");
        this.creditStalls = counter(Meters.CREDIT_STALLS);
        this.handlers = new CallTimers(registry, Meters.HANDLERS, tags);
        this.calls = new CallTimers(registry, Meters.CALLS, tags);
    }

    @Override
    public void sessionOpened(String dialect) {
        counter(Meters.SESSIONS_OPENED, Tag.of("dialect", dialect)).increment();
    }

    @Override
    public void sessionClosed(String dialect, @Nullable ErrorCode cause) {
        String reason = cause == null ? "goodbye" : TagValues.of(cause);
        counter(Meters.SESSIONS_CLOSED, Tag.of("dialect", dialect), Tag.of("reason", reason))
                .increment();
    }

    @Override
    public void reconnected() {
        counter(Meters.RECONNECTS).increment();
    }

    @Override
    public void connectFailed(ErrorCode cause) {
        counter(Meters.CONNECT_FAILURES, Tag.of("reason", TagValues.of(cause))).increment();
    }

    @Override
    public void socketLost(SocketRole role) {
        counter(Meters.SOCKETS_LOST, Tag.of("role", TagValues.of(role))).increment();
    }

    @Override
    public void socketResumed(SocketRole role) {
        counter(Meters.SOCKETS_RESUMED, Tag.of("role", TagValues.of(role))).increment();
    }

    @Override
    public void refused(String reason) {
        counter(Meters.REFUSALS, Tag.of("reason", reason)).increment();
    }

    @Override
    public void messageSent(MessageType type, int bytes, int packedBytes) {
        sent.count(type, bytes, packedBytes);
    }

    @Override
    public void messageReceived(MessageType type, int bytes, int packedBytes) {
        received.count(type, bytes, packedBytes);
    }

    @Override
    public void creditStalled() {
        creditStalls.increment();
    }

    @Override
    public void handled(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        handlers.record(method, kind, failure, nanos);
    }

    @Override
    public void called(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        calls.record(method, kind, failure, nanos);
    }

    private Counter counter(Meters meter, Tag... more) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags.and(more))
                .register(registry);
    }

    /** What goes one way. */
    private final class Direction {

        private final Map<MessageType, Counter> messages = new EnumMap<>(MessageType.class);
        private final Counter payload;
        private final Counter packed;

        private Direction(String name) {
            Tag direction = Tag.of("direction", name);
            for (MessageType type : MessageType.values()) {
                Tag tag = Tag.of("type", TagValues.of(type));
                messages.put(type, counter(Meters.MESSAGES, direction, tag));
            }
            this.payload = counter(Meters.PAYLOAD, direction);
            this.packed = counter(Meters.PACKED, direction);
        }

        private void count(MessageType type, int bytes, int packedBytes) {
            Counter counter = messages.get(type);
            if (counter != null) {
                counter.increment();
            }
            payload.increment(bytes);
            packed.increment(packedBytes);
        }
    }
}
