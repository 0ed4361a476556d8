package io.bisocket.benchmarks.grpc;

import io.bisocket.benchmarks.load.EchoClient;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/** One stream for all messages; replies come in the order of the requests. */
final class StreamClient implements EchoClient {

    private final Queue<Listener> waiting = new ArrayDeque<>();
    private final StreamObserver<byte[]> requests;

    private StreamClient(ManagedChannel channel) {
        requests =
                ClientCalls.asyncBidiStreamingCall(
                        channel.newCall(EchoMethod.STREAM, CallOptions.DEFAULT), new Replies());
    }

    static EchoClient open(ManagedChannel channel) {
        return new StreamClient(channel);
    }

    @Override
    public void echo(byte[] payload, Listener listener) {
        synchronized (waiting) {
            waiting.add(listener);
            requests.onNext(payload);
        }
    }

    private Listener next() {
        synchronized (waiting) {
            return waiting.remove();
        }
    }

    private final class Replies implements StreamObserver<byte[]> {

        @Override
        public void onNext(byte[] reply) {
            next().onReply(reply, null);
        }

        @Override
        public void onError(Throwable failure) {
            next().onReply(null, failure);
        }

        @Override
        public void onCompleted() {
            // This end never completes the stream.
        }
    }
}
