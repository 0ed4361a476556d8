package io.bisocket.internal.dispatch;

import io.bisocket.HandlerFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** What a peer is told of an exception: bounded in size, and a stack trace only on demand. */
final class Failures {

    static final int MESSAGE_LENGTH = 8 * 1024;
    static final int STACK_TRACE_LENGTH = 64 * 1024;
    private static final int LOG_LENGTH = 100;

    private Failures() {}

    static HandlerFailure describe(Throwable thrown, String method, boolean withStackTrace) {
        Throwable failure = unwrapped(thrown);
        return new HandlerFailure(
                typeName(failure),
                shortened(Objects.requireNonNullElse(failure.getMessage(), ""), MESSAGE_LENGTH),
                method,
                withStackTrace ? shortened(stackTrace(failure), STACK_TRACE_LENGTH) : null);
    }

    /** The exception with which a stage was completed. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? unwrapped(cause) : thrown;
    }

    /** A text that is longer than this, cut, with a word on what is missing. */
    static String shortened(String text, int length) {
        return text.length() <= length
                ? text
                : "%s... (%,d characters in all)"
                        .formatted(text.substring(0, length), text.length());
    }

    /** What a peer said, fit for one line of a log. */
    static String forLog(String text) {
        return shortened(text, LOG_LENGTH).replaceAll("\\p{Cntrl}", "?");
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
