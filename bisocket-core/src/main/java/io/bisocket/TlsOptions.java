package io.bisocket;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * TLS under the protocol, for those whose rules demand it: the protocol's own encryption stays
 * inside, and its key is still what says who may connect. Thread-safe, as the context is.
 *
 * @param context certificates and whom to trust
 * @param protocols the versions to speak; TLS 1.3 alone where there are none
 * @param ciphers the cipher suites to use; the JDK's own choice where there are none
 * @param clientAuth on a server, whether clients show a certificate; without a meaning on a client
 * @param verifyHostname on a client, whether the server's certificate has to name the host that was
 *     asked for; without a meaning on a server
 */
public record TlsOptions(
        SSLContext context,
        List<String> protocols,
        List<String> ciphers,
        ClientAuth clientAuth,
        boolean verifyHostname) {

    /** Whether clients show a certificate. */
    public enum ClientAuth {
        /** They are not asked. */
        NONE,
        /** They are asked, and may have none; one that is shown has to be trusted. */
        WANT,
        /** Those without one that is trusted are refused. */
        NEED
    }

    private static final String DEFAULT_PROTOCOL = "TLSv1.3";

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if the context does not know one of them; the message lists
     *     those that it knows
     */
    public TlsOptions {
        protocols = protocols.isEmpty() ? List.of(DEFAULT_PROTOCOL) : List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
        var supported = context.getSupportedSSLParameters();
        requireKnown("protocol", protocols, Set.of(supported.getProtocols()));
        requireKnown("cipher suite", ciphers, Set.of(supported.getCipherSuites()));
    }

    /** With TLS 1.3, no certificates of clients, and host names verified. */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(context, List.of(), List.of(), ClientAuth.NONE, true);
    }

    /** The same with these versions, such as {@code TLSv1.2}. */
    public TlsOptions withProtocols(String... names) {
        return new TlsOptions(context, List.of(names), ciphers, clientAuth, verifyHostname);
    }

    /** The same with these cipher suites, such as {@code TLS_AES_128_GCM_SHA256}. */
    public TlsOptions withCiphers(String... names) {
        return new TlsOptions(context, protocols, List.of(names), clientAuth, verifyHostname);
    }

    /** The same with another way to ask clients for certificates. */
    public TlsOptions withClientAuth(ClientAuth auth) {
        return new TlsOptions(context, protocols, ciphers, auth, verifyHostname);
    }

    /** The same, for a client that does not look whose certificate it is, only who signed it. */
    public TlsOptions withoutHostnameVerification() {
        return new TlsOptions(context, protocols, ciphers, clientAuth, false);
    }

    private static void requireKnown(String what, List<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "a TLS %s must be one of %s but was '%s'"
                                .formatted(what, new TreeSet<>(known), name));
            }
        }
    }
}
