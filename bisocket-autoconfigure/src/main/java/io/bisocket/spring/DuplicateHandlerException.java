package io.bisocket.spring;

/** Two methods with {@link BiSocketHandler} of one name. */
public class DuplicateHandlerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String first;
    private final String second;

    /**
     * @param name the name that both have
     * @param first one method and its bean
     * @param second the other method and its bean
     */
    public DuplicateHandlerException(String name, String first, String second) {
        super("two handlers of the name '%s': %s, and %s".formatted(name, first, second));
        this.name = name;
        this.first = first;
        this.second = second;
    }

    /** The name that both have. */
    public String name() {
        return name;
    }

    /** One method and its bean. */
    public String first() {
        return first;
    }

    /** The other method and its bean. */
    public String second() {
        return second;
    }
}
