package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.TlsOptions;
import io.bisocket.TlsOptions.ClientAuth;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ClientSsl;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ServerSsl;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/**
 * TLS as an SSL bundle has it at the moment: when the bundle is reloaded, new connections get what
 * is new, and those that there are go on. A bundle that cannot be used then changes nothing.
 * Thread-safe.
 */
final class BundledTls implements Supplier<TlsOptions> {

    private static final Logger log = LoggerFactory.getLogger(BundledTls.class);

    private final String property;
    private final UnaryOperator<TlsOptions> settings;
    private volatile TlsOptions options;

    private BundledTls(String property, SslBundle bundle, UnaryOperator<TlsOptions> settings) {
        this.property = property;
        this.settings = settings;
        this.options = read(bundle);
    }

    /**
     * That of a server; null where no bundle is named.
     *
     * @param prefix of its properties, such as {@code bisocket.server.ssl.}
     * @throws NoSuchBundleException if there is no such bundle
     */
    static @Nullable BundledTls of(
            ServerSsl ssl, String prefix, ObjectProvider<SslBundles> bundles) {
        if (!StringUtils.hasText(ssl.bundle())) {
            if (ssl.clientAuth() != ClientAuth.NONE) {
                throw Settings.invalid(
                        prefix + "client-auth",
                        ssl.clientAuth(),
                        "clients have certificates with TLS alone: set %sbundle too"
                                .formatted(prefix));
            }
            return null;
        }
        return of(
                prefix + "bundle",
                ssl.bundle(),
                bundles,
                options -> options.withClientAuth(ssl.clientAuth()));
    }

    /**
     * That of a client; null where no bundle is named.
     *
     * @param property that names the bundle, such as {@code bisocket.client.ssl.bundle}
     * @throws NoSuchBundleException if there is no such bundle
     */
    static @Nullable BundledTls of(
            ClientSsl ssl, String property, ObjectProvider<SslBundles> bundles) {
        if (!StringUtils.hasText(ssl.bundle())) {
            return null;
        }
        return of(
                property,
                ssl.bundle(),
                bundles,
                options -> ssl.verifyHostname() ? options : options.withoutHostnameVerification());
    }

    private static BundledTls of(
            String property,
            String name,
            ObjectProvider<SslBundles> provider,
            UnaryOperator<TlsOptions> settings) {
        SslBundles bundles = provider.getIfAvailable();
        if (bundles == null) {
            throw new NoSuchBundleException(property, name, List.of());
        }
        try {
            BundledTls tls = new BundledTls(property, bundles.getBundle(name), settings);
            bundles.addBundleUpdateHandler(name, tls::reload);
            return tls;
        } catch (NoSuchSslBundleException e) {
            throw new NoSuchBundleException(property, name, bundles.getBundleNames());
        }
    }

    @Override
    public TlsOptions get() {
        return options;
    }

    private void reload(SslBundle bundle) {
        try {
            options = read(bundle);
            log.info("New connections use the reloaded bundle of {}", property);
        } catch (RuntimeException e) {
            log.error("The reloaded bundle of {} cannot be used; the former one is", property, e);
        }
    }

    private TlsOptions read(SslBundle bundle) {
        SslOptions chosen = bundle.getOptions();
        return settings.apply(
                TlsOptions.of(bundle.createSslContext())
                        .withProtocols(orNone(chosen.getEnabledProtocols()))
                        .withCiphers(orNone(chosen.getCiphers())));
    }

    private static String[] orNone(String @Nullable [] names) {
        return Objects.requireNonNullElse(names, new String[0]);
    }
}
