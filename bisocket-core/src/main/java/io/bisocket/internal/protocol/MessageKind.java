package io.bisocket.internal.protocol;

/** What a message is, with its number on the wire. */
public enum MessageKind {
    /** Wants exactly one answer: {@link #REPLY} or {@link #ERROR}. */
    REQUEST(1, CreditClass.CALLS),
    /** Wants any number of {@link #ITEM}s, then {@link #END} or {@link #ERROR}. */
    STREAM(2, CreditClass.CALLS),
    /** Wants no answer; may get any number of {@link #ITEM}s and {@link #REPORT}s. */
    SEND(3, CreditClass.CALLS),
    /** The result of a request; its last message. */
    REPLY(4, CreditClass.ANSWERS),
    /** A reply stream has ended; its last message. */
    END(5, CreditClass.ANSWERS),
    /**
     * A request or stream has failed, or a send was refused; its last message. The payload is a
     * {@link Failure}.
     */
    ERROR(6, CreditClass.ANSWERS),
    /** One element of a reply stream, or one reply to a send. */
    ITEM(7, CreditClass.ITEMS),
    /** The handling of a send has failed. The payload is a {@link Failure}. */
    REPORT(8, CreditClass.ITEMS);

    private static final MessageKind[] BY_NUMBER = values();

    private final int number;
    private final CreditClass creditClass;

    MessageKind(int number, CreditClass creditClass) {
        this.number = number;
        this.creditClass = creditClass;
    }

    int number() {
        return number;
    }

    static MessageKind of(int number) {
        if (number < 1 || number > BY_NUMBER.length) {
            throw FrameException.mustBe("DATA: kind", "1 to 8", number);
        }
        return BY_NUMBER[number - 1];
    }

    /** Which window it is charged to. */
    public CreditClass creditClass() {
        return creditClass;
    }

    /** Whether it names a method. */
    public boolean isCall() {
        return creditClass == CreditClass.CALLS;
    }

    /** Whether its payload is a {@link Failure}. */
    public boolean isFailure() {
        return this == ERROR || this == REPORT;
    }

    /** Whether it must be answered, and so has a deadline. */
    public boolean wantsAnswer() {
        return this == REQUEST || this == STREAM;
    }
}
