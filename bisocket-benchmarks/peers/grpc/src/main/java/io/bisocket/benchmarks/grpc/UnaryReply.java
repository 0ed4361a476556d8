package io.bisocket.benchmarks.grpc;

import io.bisocket.benchmarks.load.EchoClient.Listener;
import io.grpc.stub.StreamObserver;

/** Passes a reply on when its call is over, so that the next may begin. */
final class UnaryReply implements StreamObserver<byte[]> {

    private final Listener listener;
    private byte[] reply = {};

    UnaryReply(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(byte[] message) {
        reply = message;
    }

    @Override
    public void onError(Throwable failure) {
        listener.onReply(null, failure);
    }

    @Override
    public void onCompleted() {
        listener.onReply(reply, null);
    }
}
