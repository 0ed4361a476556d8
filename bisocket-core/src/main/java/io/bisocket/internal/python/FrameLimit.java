package io.bisocket.internal.python;

/**
 * The longest frame body that is read, and the setting that says so.
 *
 * @param settingName what the user sets, for the error message
 * @param bytes the most bytes in a body, without the terminator
 */
public record FrameLimit(String settingName, int bytes) {

    /** Refuses a negative limit. */
    public FrameLimit {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    settingName + " must not be negative but was " + bytes);
        }
    }
}
