package io.bisocket.internal.protocol;

/**
 * The requester has lost interest. The request is still answered, with an error if with nothing
 * else.
 *
 * @param reference which request or stream
 */
public record Cancel(long reference) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.CANCEL;
    }
}
