package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;

/** The client's first attempt failed, and the application wants that to stop its start. */
final class ClientStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClientStartException(String server, BiSocketException cause) {
        super(
                "The bisocket client cannot connect to %s, and bisocket.client.fail-fast is true: %s"
                        .formatted(server, cause.getMessage()),
                cause);
    }
}
