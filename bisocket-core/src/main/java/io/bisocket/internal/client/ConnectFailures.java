package io.bisocket.internal.client;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandshakeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Why the addresses of one attempt have failed, one after the other. Not thread-safe. */
final class ConnectFailures {

    private final List<BiSocketException> failures = new ArrayList<>();

    void add(BiSocketException failure) {
        failures.add(failure);
    }

    /**
     * The one that says most: what does not come right by itself, rather than that nobody answers.
     */
    static BiSocketException mostTelling(List<BiSocketException> failures) {
        return failures.stream().min(Comparator.comparingInt(ConnectFailures::rank)).orElseThrow();
    }

    /** One failure for all. */
    BiSocketException sum() {
        BiSocketException telling = mostTelling(failures);
        return failures.size() == 1 ? telling : of(telling, text());
    }

    private String text() {
        return failures.stream()
                .map(Throwable::getMessage)
                .collect(
                        Collectors.joining(
                                "; ",
                                "none of %d addresses took the client: ".formatted(failures.size()),
                                ""));
    }

    private static BiSocketException of(BiSocketException telling, String text) {
        if (telling instanceof AuthenticationFailedException) {
            return new AuthenticationFailedException(text, telling);
        }
        if (telling instanceof HandshakeException) {
            return new HandshakeException(text, telling);
        }
        return telling instanceof ConnectionLostException
                ? new ConnectionLostException(text, telling)
                : new BiSocketException(telling.code(), text, telling);
    }

    private static int rank(BiSocketException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return 0;
        }
        if (failure instanceof HandshakeException) {
            return 1;
        }
        return failure instanceof ConnectionLostException ? 3 : 2;
    }
}
