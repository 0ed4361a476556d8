package io.bisocket.internal.protocol;

/**
 * Says what has come on the receiver's data direction.
 *
 * @param sequence everything up to this number, 0 if nothing
 * @param grants how much may be sent
 */
public record Ack(long sequence, Grants grants) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.ACK;
    }
}
