package io.bisocket.benchmarks.grpc;

import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * {@code unary} calls, or one bidirectional {@code stream}; handlers on the transport's threads.
 */
public final class GrpcEcho implements EchoSystem {

    private static final int MAX_MESSAGE = 16 * 1024 * 1024;

    @Override
    public EchoServer serve(Setup setup) throws Exception {
        SslContextBuilder tls =
                GrpcSslContexts.configure(
                        SslContextBuilder.forServer(Identity.read(setup.identity()).keys()));
        Server server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directExecutor()
                        .maxInboundMessageSize(MAX_MESSAGE)
                        .sslContext(strong(tls).build())
                        .addTransportFilter(new StrongCipher())
                        .addService(service())
                        .build()
                        .start();
        return new Listening(server.getPort());
    }

    private static ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(EchoMethod.SERVICE)
                .addMethod(
                        EchoMethod.UNARY,
                        ServerCalls.asyncUnaryCall(
                                (byte[] request, StreamObserver<byte[]> reply) -> {
                                    reply.onNext(request);
                                    reply.onCompleted();
                                }))
                .addMethod(EchoMethod.STREAM, ServerCalls.asyncBidiStreamingCall(EchoStream::new))
                .build();
    }

    @Override
    public EchoClient connect(Setup setup, int port) throws Exception {
        SslContextBuilder tls =
                GrpcSslContexts.configure(
                        SslContextBuilder.forClient()
                                .trustManager(Identity.read(setup.identity()).trust()));
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .directExecutor()
                        .maxInboundMessageSize(MAX_MESSAGE)
                        .sslContext(strong(tls).build())
                        .build();
        return setup.variant().equals("stream")
                ? StreamClient.open(channel)
                : (payload, listener) ->
                        ClientCalls.asyncUnaryCall(
                                channel.newCall(EchoMethod.UNARY, CallOptions.DEFAULT),
                                payload,
                                new UnaryReply(listener));
    }

    /** BoringSSL lets nobody choose among the suites of TLS 1.3. */
    private static SslContextBuilder strong(SslContextBuilder tls) {
        return tls.protocols("TLSv1.2").ciphers(List.of(Identity.SUITE_OF_TLS_12));
    }

    private record Listening(int port) implements EchoServer {

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
