package io.bisocket.internal.protocol;

/** What a {@link Close} ends, with its number on the wire. */
public enum CloseScope {
    /** This socket; the session goes on. */
    ATTACHMENT(1),
    /** The sender's data direction, in good order: no message follows. */
    SESSION(2),
    /** The session, at once: what is pending is lost. */
    ABORT(3);

    private final int number;

    CloseScope(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static CloseScope of(int number) {
        return switch (number) {
            case 1 -> ATTACHMENT;
            case 2 -> SESSION;
            case 3 -> ABORT;
            default -> throw FrameException.mustBe("CLOSE: scope", "1 to 3", number);
        };
    }
}
