package io.bisocket.spring.exchange;

import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replies as values. One that does not hold a value, or holds null, ends the stream with an error.
 */
final class DecodedReplies implements Flow.Publisher<Object> {

    private final Flow.Publisher<byte[]> replies;
    private final Function<byte[], @Nullable Object> decoder;

    DecodedReplies(Flow.Publisher<byte[]> replies, Function<byte[], @Nullable Object> decoder) {
        this.replies = replies;
        this.decoder = decoder;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        replies.subscribe(new Decoding(subscriber));
    }

    private final class Decoding implements Flow.Subscriber<byte[]> {

        private final Flow.Subscriber<? super Object> subscriber;
        private Flow.@Nullable Subscription subscription;
        private boolean failed;

        Decoding(Flow.Subscriber<? super Object> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(byte[] reply) {
            if (failed) {
                return;
            }
            Object value;
            try {
                value = decoder.apply(reply);
                if (value == null) {
                    throw new NullPointerException("a reply of the stream holds null");
                }
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            subscriber.onNext(value);
        }

        private void fail(RuntimeException failure) {
            failed = true;
            if (subscription != null) {
                subscription.cancel();
            }
            subscriber.onError(failure);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
