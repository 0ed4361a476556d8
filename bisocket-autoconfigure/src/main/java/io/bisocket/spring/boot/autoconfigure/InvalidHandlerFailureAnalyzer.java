package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.InvalidHandlerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a method cannot handle requests. */
final class InvalidHandlerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHandlerException> {

    private static final String ACTION =
            "Change the method. It may have one payload parameter (byte[], ByteBuffer, String, or"
                    + " what JSON holds), and any of Request, ClientSession, Peer, RequestId,"
                    + " UUID, Principal, Duration, Cancellation, Message and parameters with"
                    + " @Header, @Headers or @DestinationVariable; it may return nothing, such a"
                    + " payload, or an Optional, a Stream, a CompletionStage or a publisher of"
                    + " it.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidHandlerException cause) {
        String description =
                "This method cannot handle requests:%n%n\t%s%n%nbecause %s."
                        .formatted(cause.handler(), cause.reason());
        return new FailureAnalysis(description, ACTION, cause);
    }
}
