package io.bisocket.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.SessionLostException;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Outlet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AcceptanceTests {

    private static final RequestId ID = new RequestId("1");

    private final Outlet former = new FakeLink();
    private final Outlet next = new FakeLink();
    private final Map<Outlet, CompletableFuture<RequestId>> made = new HashMap<>();
    private Outlet current = former;
    private final Acceptance outcome = new Acceptance(() -> current, Runnable::run, this::call);

    private CompletableFuture<RequestId> call(Outlet link) {
        return made.computeIfAbsent(link, key -> new CompletableFuture<>());
    }

    private static BiSocketException draining() {
        return new RequestRejectedException(ErrorCode.DRAINING, "too late", null);
    }

    @Test
    void whenTheFirstLinkAcceptsThenThatIsTheOutcome() {
        outcome.make(former);
        made.get(former).complete(ID);

        assertThat(outcome).isCompletedWithValue(ID);
        assertThat(made).hasSize(1);
    }

    @Test
    void whenThePeerRefusesAndThereIsAnotherLinkThenTheCallGoesThere() {
        outcome.make(former);
        current = next;
        made.get(former).completeExceptionally(draining());
        assertThat(outcome).isNotDone();

        made.get(next).complete(ID);

        assertThat(outcome).isCompletedWithValue(ID);
    }

    @Test
    void whenNothingWasSentAndThereIsAnotherLinkThenTheCallGoesThere() {
        outcome.make(former);
        current = next;
        made.get(former).completeExceptionally(new NotConnectedException("ended", null));

        assertThat(made).containsKey(next);
    }

    @Test
    void whenThereIsNoOtherLinkThenTheRefusalIsTheOutcome() {
        outcome.make(former);
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
        outcome.make(current);
        made.get(current).completeExceptionally(draining());
        assertThat(outcome).isNotDone();

        current = next;
        sought.complete(null);
        made.get(next).complete(ID);

        assertThat(outcome).isCompletedWithValue(ID);
    }

    @Test
    void whenAnotherLinkIsSoughtInVainThenTheRefusalIsTheOutcome() {
        CompletableFuture<Void> sought = new CompletableFuture<>();
        current = new FakeLink(sought);
        outcome.make(current);
        made.get(current).completeExceptionally(draining());

        sought.complete(null);

        assertThat(outcome).isCompletedExceptionally();
    }

    @Test
    void whenTheCallMayHaveBeenProcessedThenItIsNotMadeAgain() {
        outcome.make(former);
        current = next;
        made.get(former).completeExceptionally(new SessionLostException("lost"));

        assertThatThrownBy(outcome::join).hasCauseInstanceOf(SessionLostException.class);
        assertThat(made).doesNotContainKey(next);
    }

    @Test
    void whenTheOutcomeIsCancelledThenTheCallIs() {
        outcome.make(former);
        outcome.cancel(false);

        assertThat(made.get(former)).isCancelled();
    }
}
