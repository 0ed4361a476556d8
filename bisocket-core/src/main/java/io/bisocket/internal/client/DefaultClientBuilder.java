package io.bisocket.internal.client;

import io.bisocket.AddressOrder;
import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientListener;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.MessageReceiver;
import io.bisocket.PayloadCodec;
import io.bisocket.Reconnect;
import io.bisocket.TlsOptions;
import io.bisocket.Transport;
import io.bisocket.internal.dispatch.HandlerCollector;
import io.bisocket.internal.session.JsonPayloadCodec;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import io.bisocket.internal.transport.TcpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects settings and hands them to a client. */
public final class DefaultClientBuilder extends HandlerCollector<BiSocketClient.Builder>
        implements BiSocketClient.Builder {

    private final List<ClientListener> listeners = new ArrayList<>();
    private List<Endpoint> addresses =
            List.of(new Endpoint("127.0.0.1", BiSocketServer.DEFAULT_PORT));
    private AddressOrder addressOrder = AddressOrder.AS_GIVEN;
    private @Nullable String keyName;
    private @Nullable CryptoKey key;
    private String serviceName = "";
    private Compression compression = Compression.adaptive();
    private @Nullable Encryption python;
    private @Nullable UUID id;
    private @Nullable MessageReceiver receiver;
    private Reconnect reconnect = Reconnect.defaults();
    private Duration requestTimeout = Duration.ofSeconds(30);
    private @Nullable Executor executor;
    private @Nullable Supplier<TlsOptions> tls;
    private Limits limits = Limits.defaults();
    private @Nullable PayloadCodec payloadCodec;
    private NettyTransport transport = TcpTransport.INSTANCE;

    @Override
    public DefaultClientBuilder address(String host, int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port must be 1 to 65535 but was " + port);
        }
        this.addresses = List.of(new Endpoint(host, port));
        return this;
    }

    @Override
    public DefaultClientBuilder addresses(List<String> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one address");
        }
        this.addresses = all.stream().map(DefaultClientBuilder::parse).distinct().toList();
        return this;
    }

    private static Endpoint parse(String address) {
        try {
            return Endpoint.parse(address.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "an address of a server is '%s', but %s".formatted(address, e.getMessage()), e);
        }
    }

    @Override
    public DefaultClientBuilder addressOrder(AddressOrder order) {
        this.addressOrder = order;
        return this;
    }

    @Override
    public DefaultClientBuilder key(CryptoKey key) {
        this.keyName = null;
        this.key = key;
        return this;
    }

    @Override
    public DefaultClientBuilder key(String name, CryptoKey key) {
        this.keyName = name;
        this.key = key;
        return this;
    }

    @Override
    public DefaultClientBuilder serviceName(String name) {
        this.serviceName = name;
        return this;
    }

    @Override
    public DefaultClientBuilder compression(Compression compression) {
        this.compression = compression;
        return this;
    }

    @Override
    public DefaultClientBuilder python() {
        return python(Encryption.fromEnvironment());
    }

    @Override
    public DefaultClientBuilder python(Encryption encryption) {
        this.python = encryption;
        return this;
    }

    @Override
    public DefaultClientBuilder id(UUID id) {
        this.id = id;
        return this;
    }

    @Override
    public DefaultClientBuilder onReceive(MessageReceiver receiver) {
        this.receiver = receiver;
        return this;
    }

    @Override
    public DefaultClientBuilder listener(ClientListener listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public DefaultClientBuilder reconnect(Reconnect reconnect) {
        this.reconnect = reconnect;
        return this;
    }

    @Override
    public DefaultClientBuilder requestTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "the request timeout must be more than zero but was " + timeout);
        }
        this.requestTimeout = timeout;
        return this;
    }

    @Override
    public DefaultClientBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    @Override
    public DefaultClientBuilder tls(Supplier<TlsOptions> options) {
        this.tls = options;
        return this;
    }

    @Override
    public DefaultClientBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    @Override
    public DefaultClientBuilder payloadCodec(PayloadCodec codec) {
        this.payloadCodec = codec;
        return this;
    }

    @Override
    public DefaultClientBuilder transport(Transport transport) {
        this.transport = NettyTransport.of(transport);
        return this;
    }

    @Override
    protected BiSocketClient.Builder self() {
        return this;
    }

    @Override
    public BiSocketClient build() {
        return new DefaultClient(settings());
    }

    @Override
    public BiSocketClient connect() {
        BiSocketClient client = build();
        try {
            client.connect();
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<BiSocketClient> connectAsync() {
        BiSocketClient client = build();
        return client.connectAsync()
                .handle((connected, failure) -> failure)
                .thenCompose(
                        failure ->
                                failure == null
                                        ? CompletableFuture.completedFuture(client)
                                        : client.closeAsync()
                                                .thenCompose(
                                                        closed ->
                                                                CompletableFuture.failedFuture(
                                                                        failure)));
    }

    ClientSettings settings() {
        return new ClientSettings(
                addresses,
                addressOrder,
                keyName,
                key != null ? key : CryptoKey.fromEnvironment(),
                serviceName,
                compression,
                python,
                id != null ? id : UUID.randomUUID(),
                handlers(),
                callInterceptors(),
                metrics(),
                execution(),
                receiver,
                List.copyOf(listeners),
                reconnect,
                requestTimeout,
                executor,
                tls,
                limits,
                payloadCodec != null ? payloadCodec : new JsonPayloadCodec(),
                transport);
    }
}
