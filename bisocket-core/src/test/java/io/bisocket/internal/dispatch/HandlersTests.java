package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlersTests {

    private static final Handler ANY = Handler.of(request -> {});

    private final Handlers.Builder builder = new Handlers.Builder();

    @Test
    void whenNameAndPatternsMatchThenTheNameWinsAndThenTheBestPattern() {
        add("order.**", "order.*", "order.{id}", "order.place", "*");

        assertThat(found("order.place")).contains("order.place");
        assertThat(found("order.42")).contains("order.{id}");
        assertThat(found("order.42.cancel")).contains("order.**");
        assertThat(found("order")).contains("order.**");
        assertThat(found("bill")).contains("*");
    }

    @Test
    void whenNothingMatchesThenThereIsNoHandler() {
        add("order.*");

        assertThat(found("bill")).isEmpty();
    }

    @Test
    void whenOnlyTheOneForAllMatchesThenTheMethodHasNoneOfItsOwn() {
        add("order.*", "**");
        Handlers handlers = builder.build();

        assertThat(handlers.haveOwn("order.place")).isTrue();
        assertThat(handlers.haveOwn("bill")).isFalse();
        assertThat(handlers.find("bill")).isPresent();
    }

    @Test
    void whenTwoStandForTheSameThenTheSecondIsRefused() {
        add("order.{id}", "*");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> add("order.{number}"))
                .withMessage(
                        "'order.{number}' stands for the same methods as 'order.{id}', which has a handler already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add("order.{id}"))
                .withMessage("method 'order.{id}' has a handler already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.catchAll(ANY))
                .withMessage("there is a catch-all handler already");
    }

    private void add(String... methods) {
        for (String method : methods) {
            builder.add(method, ANY);
        }
    }

    private Optional<String> found(String method) {
        return builder.build().find(method).map(Route::name);
    }
}
