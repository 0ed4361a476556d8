package io.bisocket.internal.transport;

import io.bisocket.TlsOptions;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes the handler that speaks TLS, one for each connection. How long a handshake may take is
 * bounded by who waits for the connection, and not here once more.
 */
final class TlsEngines {

    private static final String VERIFY_AS_HTTPS_DOES = "HTTPS";

    /** How long the goodbye may wait for a peer that does not read. */
    private static final int GOODBYE_SECONDS = 1;

    private TlsEngines() {}

    static SslHandler server(TlsOptions options) {
        SSLEngine engine = options.context().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine, options);
        switch (options.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANT -> parameters.setWantClientAuth(true);
            case NEED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return handler(engine);
    }

    static SslHandler client(TlsOptions options, Endpoint server) {
        SSLEngine engine = options.context().createSSLEngine(server.host(), server.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine, options);
        if (options.verifyHostname()) {
            parameters.setEndpointIdentificationAlgorithm(VERIFY_AS_HTTPS_DOES);
        }
        engine.setSSLParameters(parameters);
        return handler(engine);
    }

    private static SSLParameters parameters(SSLEngine engine, TlsOptions options) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(options.protocols().toArray(String[]::new));
        if (!options.ciphers().isEmpty()) {
            parameters.setCipherSuites(options.ciphers().toArray(String[]::new));
        }
        return parameters;
    }

    private static SslHandler handler(SSLEngine engine) {
        SslHandler handler = new SslHandler(engine, TlsThreads.executor());
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS);
        return handler;
    }
}
