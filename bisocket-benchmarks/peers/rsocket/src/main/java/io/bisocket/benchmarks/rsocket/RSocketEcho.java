package io.bisocket.benchmarks.rsocket;

import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.internal.PlatformDependent;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.rsocket.util.DefaultPayload;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * Request and response over TCP, payloads not copied on the way in; {@code plain} or {@code tls}.
 */
public final class RSocketEcho implements EchoSystem {

    private static final String PROTOCOL = "TLSv1.3";

    private final Object lock = new Object();
    private @Nullable SslContext clientContext;

    @Override
    public EchoServer serve(Setup setup) throws Exception {
        TcpServer tcp = TcpServer.create().host("127.0.0.1").port(0);
        if (setup.variant().equals("tls")) {
            SslContext tls =
                    SslContextBuilder.forServer(Identity.read(setup.identity()).keys())
                            .protocols(PROTOCOL)
                            .ciphers(List.of(Identity.SUITE))
                            .build();
            tcp = tcp.secure(spec -> spec.sslContext(tls));
        }
        CloseableChannel server =
                RSocketServer.create(SocketAcceptor.forRequestResponse(Mono::just))
                        .payloadDecoder(PayloadDecoder.ZERO_COPY)
                        .bindNow(TcpServerTransport.create(tcp));
        return new Server(server.address().getPort());
    }

    @Override
    public EchoClient connect(Setup setup, int port) throws Exception {
        // Not from a pool, which would keep the 501st waiting.
        TcpClient tcp = TcpClient.newConnection().host("127.0.0.1").port(port);
        if (setup.variant().equals("tls")) {
            SslContext tls = clientContext(setup);
            tcp = tcp.secure(spec -> spec.sslContext(tls));
        }
        RSocket socket =
                RSocketConnector.create()
                        .payloadDecoder(PayloadDecoder.ZERO_COPY)
                        .connect(TcpClientTransport.create(tcp))
                        .block();
        RSocket connected = Objects.requireNonNull(socket);
        return (payload, listener) ->
                connected
                        .requestResponse(DefaultPayload.create(payload))
                        .subscribe(
                                reply -> listener.onReply(bytes(reply), null),
                                failure -> listener.onReply(null, failure));
    }

    private SslContext clientContext(Setup setup) throws Exception {
        synchronized (lock) {
            if (clientContext == null) {
                clientContext =
                        SslContextBuilder.forClient()
                                .trustManager(Identity.read(setup.identity()).trust())
                                .protocols(PROTOCOL)
                                .ciphers(List.of(Identity.SUITE))
                                .build();
            }
            return clientContext;
        }
    }

    private static byte[] bytes(Payload reply) {
        try {
            ByteBuf data = reply.sliceData();
            return ByteBufUtil.getBytes(data);
        } finally {
            reply.release();
        }
    }

    private record Server(int port) implements EchoServer {

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
