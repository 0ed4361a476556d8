package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Names the SSL bundles that there are. */
final class NoSuchBundleFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBundleException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoSuchBundleException cause) {
        String known = cause.known().isEmpty() ? "none" : String.join(", ", cause.known());
        return new FailureAnalysis(
                StringUtils.capitalize(String.valueOf(cause.getMessage())) + ".",
                "Name another bundle (there are: %s), or define this one with spring.ssl.bundle.pem.%s or spring.ssl.bundle.jks.%s."
                        .formatted(known, cause.bundle(), cause.bundle()),
                cause);
    }
}
