package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import org.springframework.util.StringUtils;

/** A client's first attempt failed, and the application wants that to stop its start. */
final class ClientStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ClientNames names;

    /**
     * @param servers the addresses that were tried
     */
    ClientStartException(ClientNames names, String servers, BiSocketException cause) {
        super(
                "%s cannot connect to %s, and %s is true: %s"
                        .formatted(
                                StringUtils.capitalize(names.toString()),
                                servers,
                                names.property("fail-fast"),
                                cause.getMessage()),
                cause);
        this.names = names;
    }

    /** What the client and its properties are called. */
    ClientNames names() {
        return names;
    }
}
