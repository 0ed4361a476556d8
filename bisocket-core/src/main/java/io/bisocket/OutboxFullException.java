package io.bisocket;

/** A peer does not read fast enough and its outbox is full; the message was not queued. */
public class OutboxFullException extends RequestRejectedException {

    private static final long serialVersionUID = 1L;

    /**
     * @param peer who the message was for
     * @param limit the limit of the outbox, in bytes
     * @param setting the name of the setting that holds the limit
     */
    public OutboxFullException(String peer, long limit, String setting) {
        super(
                ErrorCode.OUTBOX_FULL,
                "the outbox of %s is full: over %,d bytes wait to be sent (%s)"
                        .formatted(peer, limit, setting),
                null);
    }
}
