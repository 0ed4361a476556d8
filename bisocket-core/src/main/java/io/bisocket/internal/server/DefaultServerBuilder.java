package io.bisocket.internal.server;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientAuthenticator;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.PayloadCodec;
import io.bisocket.ServerListener;
import io.bisocket.TlsOptions;
import io.bisocket.Transport;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.HandlerCollector;
import io.bisocket.internal.session.JsonPayloadCodec;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import io.bisocket.internal.transport.TcpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects settings and hands them to a server. */
public final class DefaultServerBuilder extends HandlerCollector<BiSocketServer.Builder>
        implements BiSocketServer.Builder {

    private final List<ServerListener> listeners = new ArrayList<>();
    private @Nullable String host;
    private int port = BiSocketServer.DEFAULT_PORT;
    private @Nullable Endpoint advertisedAddress;
    private @Nullable KeyRing keys;
    private String serviceName = "";
    private Compression compression = Compression.adaptive();
    private @Nullable Encryption python;
    private @Nullable ClientAuthenticator authenticator;
    private @Nullable Executor executor;
    private @Nullable Supplier<TlsOptions> tls;
    private WhenFull pushWhenFull = WhenFull.FAIL;
    private Limits limits = Limits.defaults();
    private @Nullable PayloadCodec payloadCodec;
    private Duration drainTimeout = Duration.ofSeconds(30);
    private boolean sendStackTraces;
    private NettyTransport transport = TcpTransport.INSTANCE;

    @Override
    public DefaultServerBuilder address(String host) {
        this.host = host;
        return this;
    }

    @Override
    public DefaultServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port must be 0 to 65535 but was " + port);
        }
        this.port = port;
        return this;
    }

    @Override
    public DefaultServerBuilder advertisedAddress(String address) {
        try {
            this.advertisedAddress = Endpoint.parse(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the advertised address is '%s', but %s".formatted(address, e.getMessage()), e);
        }
        return this;
    }

    @Override
    public DefaultServerBuilder key(CryptoKey key) {
        return keys(KeyRing.of(key));
    }

    @Override
    public DefaultServerBuilder keys(KeyRing keys) {
        this.keys = keys;
        return this;
    }

    @Override
    public DefaultServerBuilder serviceName(String name) {
        this.serviceName = name;
        return this;
    }

    @Override
    public DefaultServerBuilder compression(Compression compression) {
        this.compression = compression;
        return this;
    }

    @Override
    public DefaultServerBuilder python() {
        return python(Encryption.fromEnvironment());
    }

    @Override
    public DefaultServerBuilder python(Encryption encryption) {
        this.python = encryption;
        return this;
    }

    @Override
    public DefaultServerBuilder authenticator(ClientAuthenticator authenticator) {
        this.authenticator = authenticator;
        return this;
    }

    @Override
    public DefaultServerBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    @Override
    public DefaultServerBuilder pushWhenFull(WhenFull policy) {
        this.pushWhenFull = policy;
        return this;
    }

    @Override
    public DefaultServerBuilder listener(ServerListener listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public DefaultServerBuilder tls(Supplier<TlsOptions> options) {
        this.tls = options;
        return this;
    }

    @Override
    public DefaultServerBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    @Override
    public DefaultServerBuilder payloadCodec(PayloadCodec codec) {
        this.payloadCodec = codec;
        return this;
    }

    @Override
    public DefaultServerBuilder drainTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "the drain timeout must not be negative but was " + timeout);
        }
        this.drainTimeout = timeout;
        return this;
    }

    @Override
    public DefaultServerBuilder sendStackTraces(boolean send) {
        this.sendStackTraces = send;
        return this;
    }

    @Override
    public DefaultServerBuilder transport(Transport transport) {
        this.transport = NettyTransport.of(transport);
        return this;
    }

    @Override
    protected BiSocketServer.Builder self() {
        return this;
    }

    @Override
    public BiSocketServer start() {
        return DefaultServer.start(settings());
    }

    @Override
    public CompletableFuture<BiSocketServer> startAsync() {
        return DefaultServer.startAsync(settings());
    }

    private ServerSettings settings() {
        return new ServerSettings(
                host,
                port,
                advertisedAddress,
                keys != null ? keys : KeyRing.of(CryptoKey.fromEnvironment()),
                serviceName,
                compression,
                python,
                authenticator,
                handlers(),
                callInterceptors(),
                metrics(),
                execution(),
                executor,
                tls,
                pushWhenFull,
                List.copyOf(listeners),
                limits,
                payloadCodec != null ? payloadCodec : new JsonPayloadCodec(),
                drainTimeout,
                sendStackTraces,
                transport);
    }
}
