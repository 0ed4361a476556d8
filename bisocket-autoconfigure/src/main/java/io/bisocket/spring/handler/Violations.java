package io.bisocket.spring.handler;

import java.util.stream.Collectors;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** What is wrong with a request's arguments, for its caller. Holds no value that was rejected. */
final class Violations {

    private Violations() {}

    static String text(RuntimeException failure, String parameter) {
        BindingResult result =
                failure instanceof MethodArgumentNotValidException invalid
                        ? invalid.getBindingResult()
                        : null;
        if (result == null) {
            return "%s: %s".formatted(parameter, failure.getMessage());
        }
        return "the payload is not valid: "
                + result.getAllErrors().stream()
                        .map(Violations::text)
                        .sorted()
                        .collect(Collectors.joining("; "));
    }

    private static String text(ObjectError error) {
        String message = String.valueOf(error.getDefaultMessage());
        return error instanceof FieldError field
                ? "%s %s".formatted(field.getField(), message)
                : message;
    }
}
