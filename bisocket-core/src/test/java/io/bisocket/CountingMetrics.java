package io.bisocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts under the words of what it is told. */
final class CountingMetrics implements BiSocketMetrics {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    long count(String what) {
        LongAdder adder = counts.get(what);
        return adder == null ? 0 : adder.sum();
    }

    private void add(String what, long amount) {
        counts.computeIfAbsent(what, name -> new LongAdder()).add(amount);
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    @Override
    public void sessionOpened(String dialect) {
        add("opened " + dialect, 1);
    }

    @Override
    public void sessionClosed(String dialect, @Nullable ErrorCode cause) {
        add("closed " + dialect + " " + cause, 1);
    }

    @Override
    public void reconnected() {
        add("reconnected", 1);
    }

    @Override
    public void connectFailed(ErrorCode cause) {
        add("connect failed " + cause, 1);
    }

    @Override
    public void socketLost(SocketRole role) {
        add("lost " + role, 1);
    }

    @Override
    public void socketResumed(SocketRole role) {
        add("resumed " + role, 1);
    }

    @Override
    public void refused(String reason) {
        add("refused " + reason, 1);
    }

    @Override
    public void messageSent(MessageType type, int bytes, int packedBytes) {
        add("sent " + type, 1);
        add("sent bytes", bytes);
        add("sent packed", packedBytes);
    }

    @Override
    public void messageReceived(MessageType type, int bytes, int packedBytes) {
        add("received " + type, 1);
        add("received bytes", bytes);
        add("received packed", packedBytes);
    }

    @Override
    public void creditStalled() {
        add("stalled", 1);
    }

    @Override
    public void handled(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        add("handled %s %s %s".formatted(method, kind, failure), 1);
        add("handled nanos", nanos);
    }

    @Override
    public void called(String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
        add("called %s %s %s".formatted(method, kind, failure), 1);
        add("called nanos", nanos);
    }
}
