package io.bisocket.internal.link;

import io.bisocket.MessageType;
import io.bisocket.SocketInfo;

/** A listener that has a counter, which hears of each message and each socket. */
public abstract class CountingListener implements LinkListener {

    /** What has been counted. */
    protected final SessionCounter counter;

    protected CountingListener(SessionCounter counter) {
        this.counter = counter;
    }

    @Override
    public void onSocketOpened(SocketInfo socket) {
        counter.socketOpened(socket);
    }

    @Override
    public void onSocketClosed(SocketInfo socket) {
        counter.socketClosed(socket);
    }

    @Override
    public void onSent(MessageType type, int bytes, int packedBytes) {
        counter.sent(type, bytes, packedBytes);
    }

    @Override
    public void onReceived(MessageType type, int bytes, int packedBytes) {
        counter.received(type, bytes, packedBytes);
    }

    @Override
    public void onCreditStalled() {
        counter.creditStalled();
    }
}
