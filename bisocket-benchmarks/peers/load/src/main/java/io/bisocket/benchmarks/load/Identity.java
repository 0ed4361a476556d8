package io.bisocket.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/** The server's certificate, which its clients trust and nothing else. */
public final class Identity {

    /** The only suite of TLS 1.3 that is compared. */
    public static final String SUITE = "TLS_AES_256_GCM_SHA384";

    /** The same cipher in TLS 1.2, for systems that let nobody choose in TLS 1.3. */
    public static final String SUITE_OF_TLS_12 = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";

    private static final String CIPHER = "AES_256_GCM";

    /** Of the key store and of the key in it; it guards nothing. */
    public static final String PASSWORD = "benchmark";

    private final KeyStore store;

    private Identity(KeyStore store) {
        this.store = store;
    }

    /** Reads a PKCS #12 file. */
    public static Identity read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new Identity(store);
    }

    /**
     * Refuses to measure a weaker cipher.
     *
     * @throws IllegalStateException if the session has not AES-256-GCM
     */
    public static void requireStrong(SSLSession session) {
        if (!session.getCipherSuite().contains(CIPHER)) {
            throw new IllegalStateException(
                    "the cipher must be %s but was %s".formatted(CIPHER, session.getCipherSuite()));
        }
    }

    /** For the server. */
    public KeyManagerFactory keys() throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        return keys;
    }

    /** For clients. */
    public TrustManagerFactory trust() throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
}
