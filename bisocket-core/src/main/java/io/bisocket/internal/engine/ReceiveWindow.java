package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Grant;

/**
 * Credit of one class, as the receiver of messages counts it: a message is counted when its first
 * fragment comes, forgotten if its socket is lost before the last, and given back once.
 *
 * <p>The sender charges messages in an order which a lost socket may change, so the check does not
 * depend on order: among all that it has begun only the last may go beyond the grant. What is in
 * memory stays within the window and one largest message.
 */
final class ReceiveWindow {

    /** The share of the window that is worth an acknowledgement of its own. */
    private static final int MUCH = 4;

    private final CreditClass creditClass;
    private final int messages;
    private final long bytes;
    private final long largest;
    private final int smallCost;

    private long begunMessages;
    private long begunBytes;
    private long returnedMessages;
    private long returnedBytes;
    private Grant told;

    /**
     * @param largest the cost of the largest message
     */
    ReceiveWindow(CreditClass creditClass, SessionSettings settings, long largest) {
        this.creditClass = creditClass;
        this.messages = settings.windowMessages();
        this.bytes = settings.windowBytes();
        this.largest = largest;
        this.smallCost = settings.recordSize();
        this.told = granted();
    }

    private long bytesOf(DataHead head) {
        return head.costsAtMost(smallCost) ? 0 : head.cost();
    }

    /**
     * A message begins.
     *
     * @throws FrameException if there was no credit for it
     */
    void begin(DataHead head) {
        begunMessages++;
        begunBytes += bytesOf(head);
        long grantedMessages = messages + returnedMessages;
        long grantedBytes = bytes + returnedBytes;
        if (begunMessages > grantedMessages) {
            throw FrameException.mustBe(
                    "messages of class " + creditClass,
                    "at most " + grantedMessages,
                    begunMessages);
        }
        if (begunBytes >= grantedBytes + largest) {
            throw FrameException.mustBe(
                    "bytes of class " + creditClass,
                    "less than " + (grantedBytes + largest),
                    begunBytes);
        }
    }

    /** A message that has begun will begin again, or has come before. */
    void forget(DataHead head) {
        begunMessages--;
        begunBytes -= bytesOf(head);
    }

    /** A message has left: its credit may be used again. */
    void giveBack(DataHead head) {
        returnedMessages++;
        returnedBytes += bytesOf(head);
    }

    Grant granted() {
        return new Grant(messages + returnedMessages, bytes + returnedBytes);
    }

    /** As {@link #granted()}, on its way to the peer. */
    Grant tell() {
        told = granted();
        return told;
    }

    /** Whether the peer may be waiting for what it has not been told. */
    boolean isMuchUntold() {
        return (messages + returnedMessages - told.messages()) * MUCH >= messages
                || (bytes + returnedBytes - told.bytes()) * MUCH >= bytes;
    }

    Grant begun() {
        return new Grant(begunMessages, begunBytes);
    }
}
