package io.bisocket.internal.client;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The client. */
final class DefaultClient implements BiSocketClient {

    private final ClientSettings settings;

    DefaultClient(ClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public UUID id() {
        return settings.id();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return InetSocketAddress.createUnresolved(settings.host(), settings.port());
    }

    @Override
    public String dialect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public @Nullable BiSocketException lastError() {
        return null;
    }

    @Override
    public void connect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> connectAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> start() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RequestId send(String method, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RequestId sendObject(String method, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<RequestId> sendAsync(String method, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] request(String method, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] request(String method, byte[] payload, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T request(String method, Object value, Class<T> replyType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<byte[]> requestAsync(String method, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<byte[]> requestAsync(String method, byte[] payload, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<T> requestAsync(String method, Object value, Class<T> replyType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
