package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.DuplicateHandlerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which two methods have one name. */
final class DuplicateHandlerFailureAnalyzer
        extends AbstractFailureAnalyzer<DuplicateHandlerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DuplicateHandlerException cause) {
        String description =
                "Two methods handle '%s':%n%n\t- %s%n\t- %s%n"
                        .formatted(cause.name(), cause.first(), cause.second());
        String action =
                "Give one of them another name in @BiSocketHandler, or remove it. A method handles"
                        + " the name of its own where the annotation gives none.";
        return new FailureAnalysis(description, action, cause);
    }
}
