package io.bisocket;

/** A payload is over a limit; nothing was sent or processed. */
public class PayloadTooLargeException extends RequestRejectedException {

    private static final long serialVersionUID = 1L;

    private final long size;
    private final long limit;

    /**
     * @param size the size that was refused, in bytes
     * @param limit the limit, in bytes
     * @param setting the name of the setting that holds the limit
     */
    public PayloadTooLargeException(long size, long limit, String setting) {
        super(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "a message of %,d bytes is over the limit of %,d bytes (%s)"
                        .formatted(size, limit, setting),
                null);
        this.size = size;
        this.limit = limit;
    }

    /** The size that was refused, in bytes. */
    public long size() {
        return size;
    }

    /** The limit, in bytes. */
    public long limit() {
        return limit;
    }
}
