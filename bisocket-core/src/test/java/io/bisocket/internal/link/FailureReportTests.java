package io.bisocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.NoHandlerException;
import io.bisocket.OutboxFullException;
import io.bisocket.RemoteHandlerException;
import io.bisocket.RequestRejectedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureReportTests {

    private static final HandlerFailure WORDS =
            new HandlerFailure("SomeException", "no good", "buy", null);

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void whenACodeComesTheExceptionHasIt(ErrorCode code) {
        BiSocketException thrown = new FailureReport(code, false, WORDS).toException("buy");

        assertThat(thrown.code()).isEqualTo(code);
        assertThat(thrown.getMessage()).isNotBlank();
        assertThat(ErrorCode.of(code.number())).contains(code);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"REJECTED", "PAYLOAD_TOO_LARGE", "DRAINING", "OVERLOADED", "OUTBOX_FULL"})
    void whenTheWorkWasCertainlyNotDoneTheCallerMayTryAgain(ErrorCode code) {
        assertThat(new FailureReport(code, true, WORDS).toException("buy"))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("no good");
        assertThat(new FailureReport(code, false, WORDS).toException("buy"))
                .isNotInstanceOf(RequestRejectedException.class);
    }

    @Test
    void whenNoHandlerIsThereTheMethodIsNamed() {
        assertThat(new FailureReport(ErrorCode.NO_HANDLER, true, WORDS).toException("sell"))
                .isInstanceOfSatisfying(
                        NoHandlerException.class, e -> assertThat(e.method()).isEqualTo("sell"));
        assertThat(new FailureReport(ErrorCode.NO_HANDLER, true, WORDS).toException(null))
                .isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void whenTheHandlerFailedItsWordsAreKept() {
        assertThat(new FailureReport(ErrorCode.HANDLER_FAILED, false, WORDS).toException("buy"))
                .isInstanceOfSatisfying(
                        RemoteHandlerException.class,
                        e -> assertThat(e.failure()).isEqualTo(WORDS));
    }

    @Test
    void whenNothingIsSaidTheCodeIs() {
        HandlerFailure silent = new HandlerFailure("", "", null, null);

        assertThat(new FailureReport(ErrorCode.TIMEOUT, false, silent).toException("buy"))
                .hasMessage("the peer reports TIMEOUT");
    }

    @Test
    void whenAHandlerThrowsWhatCameFromElsewhereItSaysNothingOfThisCall() {
        Throwable elsewhere = new CompletionException(new NoHandlerException("inner"));

        FailureReport report = FailureReport.ofHandler(elsewhere, "buy", false);

        assertThat(report.code()).isEqualTo(ErrorCode.HANDLER_FAILED);
        assertThat(report.notProcessed()).isFalse();
        assertThat(report.failure())
                .isEqualTo(
                        new HandlerFailure(
                                "NoHandlerException",
                                "no handler for method 'inner'",
                                "buy",
                                null));
    }

    @Test
    void whenAPayloadCannotBeReadTheCodeSaysSo() {
        Throwable unreadable = new BiSocketException(ErrorCode.BAD_PAYLOAD, "no number");

        FailureReport report = FailureReport.ofHandler(unreadable, "buy", true);

        assertThat(report.code()).isEqualTo(ErrorCode.BAD_PAYLOAD);
        assertThat(report.failure().stackTrace()).contains("FailureReportTests");
    }

    @Test
    void whenAPayloadWasNoUseToTheHandlerTheCallerIsToldWhereAndOfWhichMethod() {
        FailureReport report = new FailureReport(ErrorCode.BAD_PAYLOAD, false, WORDS);

        assertThat(report.toException("buy"))
                .hasMessage("the peer's handler of 'buy' failed: no good");
        assertThat(report.toException(null)).hasMessage("the peer's handler failed: no good");
    }

    @Test
    void whenACallOfTheHandlersOwnCameToNothingItIsNotThePayloadThatIsToBlame() {
        BiSocketException inner =
                new FailureReport(ErrorCode.BAD_PAYLOAD, false, WORDS).toException("inner");

        FailureReport report = FailureReport.ofHandler(inner, "buy", false);

        assertThat(report.code()).isEqualTo(ErrorCode.HANDLER_FAILED);
        assertThat(report.failure().message())
                .isEqualTo("the peer's handler of 'inner' failed: no good");
    }

    @Test
    void whenACallIsRefusedNothingWasDone() {
        FailureReport report =
                FailureReport.ofRefusal(new OutboxFullException("peer", 5, "setting"), "buy");

        assertThat(report.code()).isEqualTo(ErrorCode.OUTBOX_FULL);
        assertThat(report.notProcessed()).isTrue();
        assertThat(report.failure().type()).isEqualTo("OutboxFullException");
        assertThat(report.failure().stackTrace()).isNull();
    }

    @Test
    void whenAMessageIsLongItIsCut() {
        Throwable chatty = new IllegalStateException("x".repeat(10_000));

        assertThat(FailureReport.ofHandler(chatty, "buy", false).failure().message())
                .startsWith("x".repeat(8192) + "... (10,000")
                .hasSizeLessThan(8300);
    }
}
