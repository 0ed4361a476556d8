package io.bisocket.benchmarks.grpc;

import io.grpc.stub.StreamObserver;

/** Sends back what comes. */
final class EchoStream implements StreamObserver<byte[]> {

    private final StreamObserver<byte[]> replies;

    EchoStream(StreamObserver<byte[]> replies) {
        this.replies = replies;
    }

    @Override
    public void onNext(byte[] message) {
        replies.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
        // The client is gone, and nobody is left to be told.
    }

    @Override
    public void onCompleted() {
        replies.onCompleted();
    }
}
