package io.bisocket.internal.protocol;

/** The kinds of frames, with their numbers on the wire. */
public enum FrameType {
    OPEN(1),
    OPEN_OK(2),
    DATA(3),
    ACK(4),
    DEMAND(5),
    CANCEL(6),
    PING(7),
    PONG(8),
    GOAWAY(9),
    CLOSE(10);

    private static final FrameType[] BY_NUMBER = new FrameType[11];

    static {
        for (FrameType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;

    FrameType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static FrameType of(int number) {
        if (number < 1 || number >= BY_NUMBER.length) {
            throw FrameException.mustBe("frame type", "1 to 10", number);
        }
        return BY_NUMBER[number];
    }
}
