package io.bisocket.internal.link;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.ForbiddenException;
import io.bisocket.HandlerFailure;
import io.bisocket.HandshakeException;
import io.bisocket.NoHandlerException;
import io.bisocket.ProtocolException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.RequestCancelledException;
import io.bisocket.RequestRejectedException;
import io.bisocket.RequestTimeoutException;
import io.bisocket.SessionLostException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, between the exception at the end that handles it and the one at the end that
 * made it. What a peer is told is bounded in size, and has a stack trace only on demand.
 *
 * @param code why
 * @param notProcessed whether the work was certainly not done
 * @param failure in words
 */
public record FailureReport(ErrorCode code, boolean notProcessed, HandlerFailure failure) {

    static final int MESSAGE_LENGTH = 8 * 1024;
    static final int STACK_TRACE_LENGTH = 64 * 1024;

    /**
     * A handler has failed. Whatever it threw, its work may have been done in part: an exception
     * that came to it from elsewhere says nothing about this call.
     *
     * @param method the method that was called
     */
    public static FailureReport ofHandler(Throwable thrown, String method, boolean withStackTrace) {
        Throwable failure = unwrapped(thrown);
        ErrorCode code = codeOf(failure);
        boolean trace = withStackTrace && code != ErrorCode.FORBIDDEN;
        return new FailureReport(code, false, describe(failure, method, trace));
    }

    private static ErrorCode codeOf(Throwable failure) {
        if (failure instanceof ForbiddenException refused) {
            return refused.isReported() ? ErrorCode.HANDLER_FAILED : ErrorCode.FORBIDDEN;
        }
        return isBadPayload(failure) ? ErrorCode.BAD_PAYLOAD : ErrorCode.HANDLER_FAILED;
    }

    /** Whether a handler failed because of its own payload, or of a result that is none. */
    public static boolean isBadPayload(Throwable failure) {
        return failure instanceof BiSocketException known
                && known.code() == ErrorCode.BAD_PAYLOAD
                && !(failure instanceof PeerFailure);
    }

    /**
     * A call was refused before any handler saw it.
     *
     * @param method the method that was called
     */
    public static FailureReport ofRefusal(BiSocketException refusal, String method) {
        return new FailureReport(refusal.code(), true, describe(refusal, method, false));
    }

    /** The exception with which a stage was completed. */
    public static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? unwrapped(cause) : thrown;
    }

    /** A text that is longer than this, cut, with a word on what is missing. */
    public static String shortened(String text, int length) {
        return text.length() <= length
                ? text
                : "%s... (%,d characters in all)"
                        .formatted(text.substring(0, length), text.length());
    }

    /**
     * What the caller is thrown.
     *
     * @param method what it called; null where it does not know any more
     */
    public BiSocketException toException(@Nullable String method) {
        String message =
                failure.message().isEmpty() ? "the peer reports " + code : failure.message();
        return switch (code) {
            case NO_HANDLER ->
                    method != null
                            ? new NoHandlerException(method)
                            : new RequestRejectedException(code, message, null);
            case HANDLER_FAILED -> new RemoteHandlerException(failure);
            case FORBIDDEN -> ForbiddenException.reported(message);
            case TIMEOUT -> new RequestTimeoutException(message);
            case CANCELLED -> new RequestCancelledException(message);
            case PROTOCOL_ERROR -> new ProtocolException(message);
            case HANDSHAKE_FAILED -> new HandshakeException(message);
            case AUTHENTICATION_FAILED -> new AuthenticationFailedException(message);
            case CONNECTION_LOST -> new ConnectionLostException(message);
            case SESSION_LOST -> new SessionLostException(message);
            case BAD_PAYLOAD -> notProcessed ? refused(message) : badPayload(method, message);
            case REJECTED, PAYLOAD_TOO_LARGE, DRAINING, OVERLOADED, OUTBOX_FULL -> refused(message);
            case CLIENT_ID_IN_USE, SLOW_CONSUMER, BAD_CONFIGURATION ->
                    new BiSocketException(code, message);
        };
    }

    private static BiSocketException badPayload(@Nullable String method, String message) {
        return new PeerFailure(
                method == null
                        ? "the peer's handler failed: " + message
                        : "the peer's handler of '%s' failed: %s".formatted(method, message),
                null);
    }

    private BiSocketException refused(String message) {
        return notProcessed
                ? new RequestRejectedException(code, message, null)
                : new BiSocketException(code, message);
    }

    private static HandlerFailure describe(
            Throwable failure, String method, boolean withStackTrace) {
        return new HandlerFailure(
                typeName(failure),
                shortened(Objects.requireNonNullElse(failure.getMessage(), ""), MESSAGE_LENGTH),
                method,
                withStackTrace ? shortened(stackTrace(failure), STACK_TRACE_LENGTH) : null);
    }

    private static String typeName(Throwable failure) {
        String simple = failure.getClass().getSimpleName();
        return simple.isEmpty() ? failure.getClass().getSuperclass().getSimpleName() : simple;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
