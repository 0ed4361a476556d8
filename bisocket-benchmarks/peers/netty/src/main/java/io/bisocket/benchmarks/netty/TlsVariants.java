package io.bisocket.benchmarks.netty;

import io.bisocket.benchmarks.load.Identity;
import io.bisocket.benchmarks.load.Setup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS by either library, held to AES-256-GCM: 1.3 by the JDK, 1.2 by BoringSSL, which lets nobody
 * choose among the suites of 1.3 and takes AES-128 there on machines with instructions for AES.
 */
final class TlsVariants {

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
        boolean isJdk = provider == SslProvider.JDK;
        return builder.sslProvider(provider)
                .protocols(isJdk ? "TLSv1.3" : "TLSv1.2")
                .ciphers(List.of(isJdk ? Identity.SUITE : Identity.SUITE_OF_TLS_12))
                .build();
    }

    private static @Nullable SslProvider provider(Setup setup) {
        return switch (setup.variant()) {
            case "jdk" -> SslProvider.JDK;
            case "boringssl" -> SslProvider.OPENSSL;
            default -> null;
        };
    }
}
