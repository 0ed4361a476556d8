package io.bisocket.internal.server;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.ClientAuthenticator;
import io.bisocket.Compression;
import io.bisocket.Encryption;
import io.bisocket.Execution;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.PayloadCodec;
import io.bisocket.ServerListener;
import io.bisocket.TlsOptions;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server's settings, complete. */
record ServerSettings(
        @Nullable String host,
        int port,
        @Nullable Endpoint advertisedAddress,
        KeyRing keys,
        String serviceName,
        Compression compression,
        @Nullable Encryption python,
        @Nullable ClientAuthenticator authenticator,
        Handlers handlers,
        List<CallInterceptor> callInterceptors,
        BiSocketMetrics metrics,
        @Nullable Execution execution,
        @Nullable Executor executor,
        @Nullable Supplier<TlsOptions> tls,
        WhenFull pushWhenFull,
        List<ServerListener> listeners,
        Limits limits,
        PayloadCodec payloadCodec,
        Duration drainTimeout,
        boolean sendStackTraces,
        NettyTransport transport) {}
