package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Says which property of a client to change. */
final class InvalidClientFailureAnalyzer extends AbstractFailureAnalyzer<InvalidClientException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidClientException cause) {
        String description = StringUtils.capitalize(String.valueOf(cause.getMessage())) + ".";
        return new FailureAnalysis(description, cause.action(), cause);
    }
}
