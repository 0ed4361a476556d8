package io.bisocket.internal.protocol;

/**
 * Lets items of a reply stream come.
 *
 * @param reference whose
 * @param total how many from the beginning on; {@link Long#MAX_VALUE} for any number
 */
public record Demand(long reference, long total) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.DEMAND;
    }
}
