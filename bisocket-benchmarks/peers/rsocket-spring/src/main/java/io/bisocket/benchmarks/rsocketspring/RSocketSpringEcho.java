package io.bisocket.benchmarks.rsocketspring;

import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.internal.PlatformDependent;
import io.rsocket.transport.netty.client.TcpClientTransport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.util.MimeTypeUtils;
import reactor.netty.tcp.TcpClient;

/** A message mapping with TLS 1.3, and requesters as Spring makes them. */
public final class RSocketSpringEcho implements EchoSystem {

    private static final String PROTOCOL = "TLSv1.3";

    private final Object lock = new Object();
    private @Nullable SslContext clientContext;

    @Override
    public EchoServer serve(Setup setup) {
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(ServerApplication.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .properties(
                                "logging.level.root=warn",
                                "spring.rsocket.server.address=127.0.0.1",
                                "spring.rsocket.server.port=0",
                                "spring.rsocket.server.ssl.key-store=file:" + setup.identity(),
                                "spring.rsocket.server.ssl.key-store-password=" + Identity.PASSWORD,
                                "spring.rsocket.server.ssl.enabled-protocols=" + PROTOCOL,
                                "spring.rsocket.server.ssl.ciphers=" + Identity.SUITE)
                        .run();
        String port = context.getEnvironment().getProperty("local.rsocket.server.port");
        return new Server(Integer.parseInt(Objects.requireNonNull(port)));
    }

    @Override
    public EchoClient connect(Setup setup, int port) throws Exception {
        SslContext tls = clientContext(setup);
        TcpClient tcp =
                TcpClient.create()
                        .host("127.0.0.1")
                        .port(port)
                        .secure(spec -> spec.sslContext(tls));
        RSocketRequester requester =
                RSocketRequester.builder()
                        .rsocketStrategies(RSocketStrategies.create())
                        .dataMimeType(MimeTypeUtils.APPLICATION_OCTET_STREAM)
                        .transport(TcpClientTransport.create(tcp));
        return (payload, listener) ->
                requester
                        .route("echo")
                        .data(payload)
                        .retrieveMono(byte[].class)
                        .subscribe(
                                reply -> listener.onReply(reply, null),
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

    private record Server(int port) implements EchoServer {

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
