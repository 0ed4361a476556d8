package io.bisocket.internal.protocol;

import java.util.List;

/**
 * Compression algorithms by their numbers on the wire, 1 to 255, the preferred one first.
 *
 * @param numbers at most 16
 */
public record Algorithms(List<Integer> numbers) {

    /** None. */
    public static final Algorithms NONE = new Algorithms(List.of());

    static final int MAX_COUNT = 16;

    public Algorithms {
        numbers = List.copyOf(numbers);
        if (numbers.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "there must be at most 16 algorithms but were " + numbers.size());
        }
        for (int number : numbers) {
            if (number < 1 || number > 255) {
                throw new IllegalArgumentException(
                        "an algorithm's number must be 1 to 255 but was " + number);
            }
        }
    }
}
