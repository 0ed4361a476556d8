package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to look at when the first attempt to connect failed. */
final class ClientStartFailureAnalyzer extends AbstractFailureAnalyzer<ClientStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClientStartException cause) {
        ClientNames names = cause.names();
        String action =
                ("Start the server first, and review %s and %s (or %s), whether bisocket.crypto-key (or"
                                + " CRYPTO_KEY) and bisocket.service-name are those of the server,"
                                + " and %s, which is 'python' for a Python server; or set %s to"
                                + " false, so that the application starts and its client goes on"
                                + " trying.")
                        .formatted(
                                names.property("host"),
                                names.property("port"),
                                names.property("addresses"),
                                names.property("protocol"),
                                names.property("fail-fast"));
        return new FailureAnalysis(cause.getMessage() + ".", action, cause);
    }
}
