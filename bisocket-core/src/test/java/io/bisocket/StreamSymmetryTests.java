package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that either side of a native connection asks for. */
@Timeout(60)
class StreamSymmetryTests extends EitherSideTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAStreamIsAskedForAllItemsComeInOrder(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);

        List<Integer> items = items(peer.method("count").payload("1000").stream(Integer.class), 7);

        assertThat(items).hasSize(1000).startsWith(0, 1, 2).endsWith(998, 999);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAHandlerOfAnotherKindIsAskedForAStreamItsRepliesAreTheItems(boolean serverAsks)
            throws Exception {
        Peer peer = peer(serverAsks);

        assertThat(items(peer.method("thrice").payload("x").stream(), 1)).hasSize(3);
        assertThat(items(peer.method("echo").payload("x").stream(), 1)).hasSize(1);
        assertThat(items(peer.method("silent").stream(), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenARequestIsMadeOfAStreamItsFirstItemIsTheReply(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.method("count").payload("1000").retrieve(Integer.class)).isZero();
        assertThat(peer.method("count").payload("0").retrieve()).isEmpty();
        assertThat(peer.method("silent").retrieve()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenASubscriberHasEnoughThePublisherIsCancelled(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        peer.method("endless").stream()
                .subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription given) {
                                subscription.complete(given);
                                given.request(1);
                            }

                            @Override
                            public void onNext(byte[] item) {
                                subscription.join().cancel();
                            }

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onComplete() {}
                        });

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
