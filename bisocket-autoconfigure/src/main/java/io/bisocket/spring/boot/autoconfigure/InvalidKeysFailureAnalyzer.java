package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Says which property of the keys to change. */
final class InvalidKeysFailureAnalyzer extends AbstractFailureAnalyzer<InvalidKeysException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidKeysException cause) {
        String description = StringUtils.capitalize(String.valueOf(cause.getMessage())) + ".";
        return new FailureAnalysis(description, cause.action(), cause);
    }
}
