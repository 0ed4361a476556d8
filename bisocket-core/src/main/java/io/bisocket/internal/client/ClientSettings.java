package io.bisocket.internal.client;

import io.bisocket.AddressOrder;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.ClientListener;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.MessageReceiver;
import io.bisocket.PayloadCodec;
import io.bisocket.Reconnect;
import io.bisocket.TlsOptions;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client's settings, complete. */
record ClientSettings(
        List<Endpoint> addresses,
        AddressOrder addressOrder,
        @Nullable String keyName,
        CryptoKey key,
        String serviceName,
        Compression compression,
        @Nullable Encryption python,
        UUID id,
        Handlers handlers,
        List<CallInterceptor> callInterceptors,
        BiSocketMetrics metrics,
        @Nullable Execution execution,
        @Nullable MessageReceiver receiver,
        List<ClientListener> listeners,
        Reconnect reconnect,
        Duration requestTimeout,
        @Nullable Executor executor,
        @Nullable Supplier<TlsOptions> tls,
        Limits limits,
        PayloadCodec payloadCodec,
        NettyTransport transport) {}
