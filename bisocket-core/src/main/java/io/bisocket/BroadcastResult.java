package io.bisocket;

import java.util.Map;
import java.util.UUID;

/**
 * What became of a message to many.
 *
 * @param accepted how many clients have accepted it
 * @param failures why the others have not, by their ids; as the future of a {@linkplain
 *     MessageSpec#sendAsync send} to one of them would have failed
 */
public record BroadcastResult(int accepted, Map<UUID, Throwable> failures) {

    public BroadcastResult {
        failures = Map.copyOf(failures);
    }
}
