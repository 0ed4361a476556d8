package io.bisocket.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestRejectedException;
import io.bisocket.SessionLostException;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Outlet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ReroutedTests {

    private final Outlet former = new FakeLink();
    private final Outlet next = new FakeLink();
    private final Map<Outlet, CompletableFuture<String>> made = new HashMap<>();
    private Outlet current = former;
    private final Rerouted<String> outcome =
            new Rerouted<>(() -> current, this::call, Runnable::run);

    private CompletableFuture<String> call(Outlet link) {
        return made.computeIfAbsent(link, key -> new CompletableFuture<>());
    }

    private static BiSocketException draining() {
        return new RequestRejectedException(ErrorCode.DRAINING, "too late", null);
    }

    @Test
    void whenTheFirstLinkAnswersThenThatIsTheOutcome() {
        outcome.on(former);
        made.get(former).complete("answer");

        assertThat(outcome).isCompletedWithValue("answer");
        assertThat(made).hasSize(1);
    }

    @Test
    void whenThePeerRefusesAndThereIsAnotherLinkThenTheCallGoesThere() {
        outcome.on(former);
        current = next;
        made.get(former).completeExceptionally(draining());
        assertThat(outcome).isNotDone();

        made.get(next).complete("answer");

        assertThat(outcome).isCompletedWithValue("answer");
    }

    @Test
    void whenNothingWasSentAndThereIsAnotherLinkThenTheCallGoesThere() {
        outcome.on(former);
        current = next;
        made.get(former).completeExceptionally(new NotConnectedException("ended", null));

        assertThat(made).containsKey(next);
    }

    @Test
    void whenThereIsNoOtherLinkThenTheRefusalIsTheOutcome() {
        outcome.on(former);
        made.get(former).completeExceptionally(draining());

        assertThatThrownBy(outcome::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("too late");
    }

    @Test
    void whenAnotherLinkIsSoughtThenTheCallWaitsForIt() {
        CompletableFuture<Void> sought = new CompletableFuture<>();
        current = new FakeLink(sought);
        outcome.on(current);
        made.get(current).completeExceptionally(draining());
        assertThat(outcome).isNotDone();

        current = next;
        sought.complete(null);
        made.get(next).complete("answer");

        assertThat(outcome).isCompletedWithValue("answer");
    }

    @Test
    void whenAnotherLinkIsSoughtInVainThenTheRefusalIsTheOutcome() {
        CompletableFuture<Void> sought = new CompletableFuture<>();
        current = new FakeLink(sought);
        outcome.on(current);
        made.get(current).completeExceptionally(draining());

        sought.complete(null);

        assertThat(outcome).isCompletedExceptionally();
    }

    @Test
    void whenTheCallMayHaveBeenProcessedThenItIsNotMadeAgain() {
        outcome.on(former);
        current = next;
        made.get(former).completeExceptionally(new SessionLostException("lost"));

        assertThatThrownBy(outcome::join).hasCauseInstanceOf(SessionLostException.class);
        assertThat(made).doesNotContainKey(next);
    }

    @Test
    void whenTheOutcomeIsCancelledThenTheCallIs() {
        outcome.on(former);
        outcome.cancel(false);

        assertThat(made.get(former)).isCancelled();
    }
}
