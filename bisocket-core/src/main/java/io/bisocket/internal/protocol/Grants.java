package io.bisocket.internal.protocol;

/**
 * A grant for each credit class. Absolute, for the life of the session, so a lost one is harmless.
 *
 * @param calls for {@link CreditClass#CALLS}
 * @param answers for {@link CreditClass#ANSWERS}
 * @param items for {@link CreditClass#ITEMS}
 */
public record Grants(Grant calls, Grant answers, Grant items) {

    /** Nothing. */
    public static final Grants NONE = new Grants(Grant.NONE, Grant.NONE, Grant.NONE);

    /** The grant for a class. */
    public Grant of(CreditClass creditClass) {
        return switch (creditClass) {
            case CALLS -> calls;
            case ANSWERS -> answers;
            case ITEMS -> items;
        };
    }
}
