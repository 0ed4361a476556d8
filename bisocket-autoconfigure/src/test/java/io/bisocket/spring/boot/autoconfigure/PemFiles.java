package io.bisocket.spring.boot.autoconfigure;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Certificates of an authority that exists for one test, in files as SSL bundles read them. */
final class PemFiles {

    private final Path folder;
    private final X509Bundle authority;

    PemFiles(Path folder) {
        this.folder = folder;
        this.authority =
                build(
                        null,
                        new CertificateBuilder()
                                .subject("CN=Authority")
                                .setIsCertificateAuthority(true));
        write("authority.pem", authority.getCertificatePEM());
    }

    /** Whom to trust. */
    Path authority() {
        return folder.resolve("authority.pem");
    }

    /** A new certificate for localhost with its key, in one file that is replaced at once. */
    Path holder(String name) {
        X509Bundle own =
                build(
                        authority,
                        new CertificateBuilder()
                                .ecp256()
                                .subject("CN=localhost")
                                .addSanDnsName("localhost"));
        return write(name + ".pem", own.getCertificatePathPEM() + "\n" + own.getPrivateKeyPEM());
    }

    /** Properties of a PEM bundle that holds this file and trusts the authority. */
    String[] bundle(String name, Path holder) {
        String prefix = "spring.ssl.bundle.pem." + name;
        return new String[] {
            prefix + ".keystore.certificate=" + holder,
            prefix + ".keystore.private-key=" + holder,
            prefix + ".truststore.certificate=" + authority(),
            prefix + ".reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=50ms"
        };
    }

    /** Properties of a PEM bundle that only trusts the authority. */
    String[] bundle(String name) {
        return new String[] {
            "spring.ssl.bundle.pem." + name + ".truststore.certificate=" + authority()
        };
    }

    private Path write(String name, String content) {
        try {
            Path next = Files.writeString(folder.resolve(name + ".next"), content);
            return Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Bundle build(X509Bundle issuer, CertificateBuilder builder) {
        try {
            return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
