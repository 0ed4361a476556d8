package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.Execution;
import io.bisocket.HandlerOptions;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.session.JsonPayloadCodec;
import org.junit.jupiter.api.Test;

class WaitingRequestsTests {

    private final Dispatcher dispatcher =
            new Dispatcher(
                    handlers(),
                    new JsonPayloadCodec(),
                    Runnable::run,
                    false,
                    BiSocketMetrics.none());
    private final WaitingRequests waiting = new WaitingRequests(Execution.PARALLEL);

    @Test
    void whenRequestsShareATurnThenOneIsReadyWhenTheOneBeforeHasBeenHandled() {
        HandledRequest first = add("ordered");
        HandledRequest second = add("ordered");
        HandledRequest other = add("free");

        assertThat(waiting.size()).isEqualTo(3);
        assertThat(waiting.peek()).isSameAs(first);
        assertThat(waiting.poll()).isSameAs(first);
        assertThat(waiting.poll()).isSameAs(other);
        assertThat(waiting.poll()).isNull();
        assertThat(waiting.isAnyReady()).isFalse();
        assertThat(waiting.size()).isEqualTo(1);

        waiting.handled(other);
        assertThat(waiting.isAnyReady()).isFalse();
        waiting.handled(first);
        assertThat(waiting.poll()).isSameAs(second);
        assertThat(waiting.size()).isZero();
    }

    @Test
    void whenNothingIsReadyThenARequestWithoutATurnIsNext() {
        assertThat(waiting.isNext(request("free"))).isTrue();
        assertThat(waiting.isNext(request("ordered"))).isFalse();

        HandledRequest first = add("ordered");
        assertThat(waiting.isNext(request("free"))).isFalse();

        add("ordered");
        assertThat(waiting.poll()).isSameAs(first);
        assertThat(waiting.isNext(request("free"))).isTrue();
    }

    @Test
    void whenClearedThenNothingWaitsAndTheTurnGoesOn() {
        HandledRequest first = add("ordered");
        HandledRequest second = add("ordered");
        HandledRequest other = add("free");
        waiting.poll();

        assertThat(waiting.clear()).containsExactly(other, second);
        assertThat(waiting.size()).isZero();
        HandledRequest third = add("ordered");
        assertThat(waiting.poll()).isNull();
        waiting.handled(first);
        assertThat(waiting.poll()).isSameAs(third);
    }

    private HandledRequest add(String method) {
        HandledRequest request = request(method);
        waiting.add(request);
        return request;
    }

    private HandledRequest request(String method) {
        return dispatcher.request(new FakeCall(CallKind.REQUEST, method, ""), null);
    }

    private static Handlers handlers() {
        Handlers.Builder handlers = new Handlers.Builder();
        handlers.add("free", request -> Handler.DONE);
        handlers.add(
                "ordered",
                request -> Handler.DONE,
                HandlerOptions.defaults().execution(Execution.IN_ORDER));
        return handlers.build();
    }
}
