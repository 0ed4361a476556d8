package io.bisocket.internal.protocol;

/**
 * How a call failed, as {@link MessageKind#ERROR} and {@link MessageKind#REPORT} tell it.
 *
 * @param code the number of an {@link io.bisocket.ErrorCode}
 * @param notProcessed whether the call was certainly not processed, so that it is safe to repeat
 * @param type the simple name of the exception's type; empty if there was none
 * @param message for people
 * @param trace the stack trace; empty unless the handler's side opted in to send it
 */
public record Failure(int code, boolean notProcessed, String type, String message, String trace) {}
