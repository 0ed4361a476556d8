package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to look at when the first attempt to connect failed. */
final class ClientStartFailureAnalyzer extends AbstractFailureAnalyzer<ClientStartException> {

    private static final String ACTION =
            "Review bisocket.client.host and bisocket.client.port, and whether key and encryption"
                    + " are those of the server; or set bisocket.client.fail-fast to false, so"
                    + " that the application starts and its client goes on trying.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClientStartException cause) {
        return new FailureAnalysis(cause.getMessage() + ".", ACTION, cause);
    }
}
