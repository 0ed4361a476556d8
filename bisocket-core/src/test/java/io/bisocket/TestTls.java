package io.bisocket;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Certificates of an authority that exists for one test. */
final class TestTls {

    private final X509Bundle authority = selfSigned();

    private static X509Bundle selfSigned() {
        try {
            return new CertificateBuilder()
                    .subject("CN=Test authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has a certificate for this host and trusts the authority. */
    SSLContext holding(String host) {
        try {
            CertificateBuilder builder =
                    new CertificateBuilder().ecp256().subject("CN=" + host).addSanDnsName(host);
            if (Character.isDigit(host.charAt(0))) {
                builder.addSanIpAddress(host);
            }
            X509Bundle own = builder.buildIssuedBy(authority);
            return context(own.toKeyManagerFactory().getKeyManagers());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has no certificate and trusts the authority. */
    SSLContext trusting() {
        return context(null);
    }

    private SSLContext context(KeyManager[] own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, new TrustManager[] {authority.toTrustManager()}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
