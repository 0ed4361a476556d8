package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.InvalidExchangeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a method cannot be a call. */
final class InvalidExchangeFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidExchangeException> {

    private static final String ACTION =
            "Change the method. It may have one payload parameter, parameters with @Header, and a"
                    + " Duration; it may return nothing, a value, an Optional, a CompletableFuture"
                    + " or a Mono of it, or a Stream, a Flow.Publisher or a Flux.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidExchangeException cause) {
        String description =
                "This method of an interface with @BiSocketExchange cannot be called:%n%n\t%s%n%nbecause %s."
                        .formatted(cause.method(), cause.reason());
        return new FailureAnalysis(description, ACTION, cause);
    }
}
