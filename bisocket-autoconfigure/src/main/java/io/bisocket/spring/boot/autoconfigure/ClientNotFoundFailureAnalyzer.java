package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.ClientNotFoundException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Says how to get the client that somebody needs. */
final class ClientNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<ClientNotFoundException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClientNotFoundException cause) {
        String description = StringUtils.capitalize(String.valueOf(cause.getMessage())) + ".";
        return new FailureAnalysis(description, action(cause), cause);
    }

    private static String action(ClientNotFoundException cause) {
        boolean unnamed = cause.client().isEmpty() || ClientNames.isUnnamed(cause.client());
        String host =
                (unnamed ? ClientNames.UNNAMED : ClientNames.prefix(cause.client())) + ".host";
        if (cause.clients().isEmpty()) {
            return "Set %s to the host of the server.".formatted(host);
        }
        return unnamed
                ? "Name one of them in the annotation; or set %s, for the client without a name."
                        .formatted(host)
                : "Name one of those in the annotation; or set %s.".formatted(host);
    }
}
