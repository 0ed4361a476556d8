package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Grant;

/**
 * Credit of one class, as the sender of messages counts it: from the beginning of the session, each
 * message once, when it begins for the first time. Small messages cost one message, large ones
 * their bytes as well.
 */
final class SendWindow {

    private long chargedMessages;
    private long chargedBytes;
    private long grantedMessages;
    private long grantedBytes;

    boolean admitsSmall() {
        return chargedMessages < grantedMessages;
    }

    boolean admitsLarge() {
        return chargedMessages < grantedMessages && chargedBytes < grantedBytes;
    }

    void charge(OutMessage message) {
        chargedMessages++;
        if (!message.isSmall()) {
            chargedBytes += message.cost();
        }
    }

    /** Takes a grant that may be older than another one. Returns whether it is news. */
    boolean grant(Grant grant) {
        boolean news = grant.messages() > grantedMessages || grant.bytes() > grantedBytes;
        grantedMessages = Math.max(grantedMessages, grant.messages());
        grantedBytes = Math.max(grantedBytes, grant.bytes());
        return news;
    }

    Grant charged() {
        return new Grant(chargedMessages, chargedBytes);
    }

    Grant granted() {
        return new Grant(grantedMessages, grantedBytes);
    }
}
