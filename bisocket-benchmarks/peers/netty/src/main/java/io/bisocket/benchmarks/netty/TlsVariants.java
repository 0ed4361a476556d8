package io.bisocket.benchmarks.netty;

import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 by either library. The JDK's is held to one suite; BoringSSL lets nobody choose among
 * those of TLS 1.3 and takes AES-128 on machines with instructions for AES.
 */
final class TlsVariants {

    private static final String PROTOCOL = "TLSv1.3";

    private TlsVariants() {}

    static @Nullable SslContext server(Setup setup) throws Exception {
        SslProvider provider = provider(setup);
        return provider == null
                ? null
                : restrict(
                        SslContextBuilder.forServer(Identity.read(setup.identity()).keys()),
                        provider);
    }

    static @Nullable SslContext client(Setup setup) throws Exception {
        SslProvider provider = provider(setup);
        return provider == null
                ? null
                : restrict(
                        SslContextBuilder.forClient()
                                .trustManager(Identity.read(setup.identity()).trust())
                                .endpointIdentificationAlgorithm(""),
                        provider);
    }

    private static SslContext restrict(SslContextBuilder builder, SslProvider provider)
            throws Exception {
        builder.sslProvider(provider).protocols(PROTOCOL);
        if (provider == SslProvider.JDK) {
            builder.ciphers(List.of(Identity.SUITE));
        }
        return builder.build();
    }

    private static @Nullable SslProvider provider(Setup setup) {
        return switch (setup.variant()) {
            case "jdk" -> SslProvider.JDK;
            case "boringssl" -> SslProvider.OPENSSL;
            default -> null;
        };
    }
}
