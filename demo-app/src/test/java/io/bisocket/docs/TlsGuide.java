package io.bisocket.docs;

import io.bisocket.BiSocketServer;
import io.bisocket.TlsOptions;
import io.bisocket.TlsOptions.ClientAuth;
import javax.net.ssl.SSLContext;

/** What {@code docs/core.md} shows of TLS. */
final class TlsGuide {

    /** Where certificates come from that are replaced from time to time. */
    interface Certificates {

        TlsOptions current();
    }

    private TlsGuide() {}

    static void speakTls(BiSocketServer.Builder builder, SSLContext context) {
        builder.tls(TlsOptions.of(context));
    }

    static void needCertificates(BiSocketServer.Builder builder, SSLContext context) {
        builder.tls(TlsOptions.of(context).withClientAuth(ClientAuth.NEED));
    }

    static void replaceCertificates(BiSocketServer.Builder builder, Certificates certificates) {
        builder.tls(certificates::current);
    }
}
