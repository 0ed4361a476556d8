package io.bisocket.internal.protocol;

/**
 * New requests are refused from now on; those accepted are answered.
 *
 * @param code why, a {@link CloseCode}
 */
public record GoAway(int code) implements Frame {

    @Override
    public FrameType type() {
        return FrameType.GOAWAY;
    }
}
