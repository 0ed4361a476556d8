package io.bisocket.internal.protocol;

import java.util.UUID;

/**
 * A session that has just been created.
 *
 * @param id its id, not secret
 * @param resumeSecret 32 random bytes that attach further sockets
 */
public record NewSession(UUID id, byte[] resumeSecret) {

    /** The length of a resume secret, in bytes. */
    public static final int SECRET_LENGTH = 32;

    public NewSession {
        if (resumeSecret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "a resume secret must be 32 bytes but was " + resumeSecret.length);
        }
    }

    @Override
    public String toString() {
        return "NewSession[id=" + id + ", resumeSecret=***]";
    }
}
