package io.bisocket.spring.boot.autoconfigure;

import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * A property that is set and does nothing, or not all that it says.
 *
 * @param property its name
 * @param reason what goes on after the name
 */
record Contradiction(String property, String reason) {

    static Contradiction noEffect(String property, String since) {
        return new Contradiction(property, "has no effect, since " + since);
    }

    /**
     * A message that a quarter of the heap cannot hold.
     *
     * @param property that sets the largest message
     * @param usual what messages may take where nothing else is said, in bytes
     */
    static Optional<Contradiction> ofHeap(String property, DataSize largest, long usual) {
        if (largest.toBytes() <= usual) {
            return Optional.empty();
        }
        String reason =
                "is %d MB, but messages on their way in may take a quarter of the heap, %d MB: set %s, or use a larger heap"
                        .formatted(
                                largest.toMegabytes(),
                                DataSize.ofBytes(usual).toMegabytes(),
                                property.replace("max-message-size", "max-buffered-bytes"));
        return Optional.of(new Contradiction(property, reason));
    }
}
