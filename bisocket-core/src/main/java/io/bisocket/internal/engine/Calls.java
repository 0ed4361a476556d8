package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.MessageKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This side's requests and streams by their references. CANCEL and DEMAND go only for those that
 * the peer has acknowledged, so they never come before what they speak of, whichever socket is
 * faster; and for as long as a call lives they are repeated on every new socket.
 */
final class Calls {

    /** How many calls may be forgotten here and still be unanswered there. */
    static final int MAX_FORGOTTEN = 65_536;

    private static final int CONTROL_LENGTH = 20;

    private final Agenda agenda;
    private final MessageFactory messages;
    private final Outbox outbox;
    private final BooleanSupplier bothAttached;
    private final Runnable wake;
    private final Consumer<FrameException> violation;
    private final CallTable<Call> live = new CallTable<>();
    private final Queue<Call> due = new ArrayDeque<>();
    private int forgotten;

    /**
     * @param bothAttached whether both sockets are there
     * @param wake told when CANCEL or DEMAND wait to be sent
     * @param violation told when the peer breaks the rules
     */
    Calls(
            Agenda agenda,
            MessageFactory messages,
            Outbox outbox,
            BooleanSupplier bothAttached,
            Runnable wake,
            Consumer<FrameException> violation) {
        this.agenda = agenda;
        this.messages = messages;
        this.outbox = outbox;
        this.bothAttached = bothAttached;
        this.wake = wake;
        this.violation = violation;
    }

    void start(Call call, String method, Content content, WhenFull whenFull) {
        OutMessage message = messages.call(call, method, content, whenFull);
        call.message(message);
        live.put(call);
        if (call.deadline() != Call.NO_DEADLINE) {
            agenda.set(call, call.deadline());
        }
        outbox.submit(message);
    }

    /** The message of a call will not be sent. */
    void failed(Call call, Failure failure) {
        if (!call.isSettled()) {
            remove(call);
            call.fail(failure);
        }
    }

    /** The peer has the message of a call. */
    void acknowledged(Call call) {
        call.acknowledged();
        if (call.message().wasToldVoid()) {
            remove(call);
        } else if (live.get(call.reference()) == call) {
            if (call.isSettled() || call.isDemandDue()) {
                due(call);
            }
            if (!call.isSettled()) {
                call.listener.onAcknowledged();
            }
        }
    }

    void cancel(Call call) {
        if (!call.isSettled()) {
            String message = "the request was cancelled";
            forget(
                    call,
                    call.isUnsent()
                            ? Failures.notProcessed(ErrorCode.CANCELLED, message)
                            : Failures.unknown(ErrorCode.CANCELLED, message));
        }
    }

    void expire(Call call) {
        if (call.isUnsent()) {
            forget(
                    call,
                    Failures.notProcessed(
                            ErrorCode.TIMEOUT, "the deadline passed before the request was sent"));
        } else if (bothAttached.getAsBoolean()) {
            forget(call, Failures.unknown(ErrorCode.TIMEOUT, "no answer came before the deadline"));
        } else {
            forget(
                    call,
                    Failures.unknown(
                            ErrorCode.SESSION_LOST,
                            "the deadline passed while the connection was down"));
        }
    }

    private void forget(Call call, Failure failure) {
        if (call.isUnsent()) {
            remove(call);
        } else {
            forgotten++;
        }
        agenda.clear(call);
        call.settle();
        outbox.withdraw(call.message());
        if (call.isAcknowledged()) {
            due(call);
        }
        call.fail(failure);
        if (forgotten > MAX_FORGOTTEN) {
            violation.accept(
                    FrameException.mustBe(
                            "cancelled requests that are not answered",
                            "at most " + MAX_FORGOTTEN,
                            "more"));
        }
    }

    /** Puts a call up for a CANCEL or DEMAND. */
    void due(Call call) {
        if (!call.isDue) {
            call.isDue = true;
            due.add(call);
            wake.run();
        }
    }

    /** A new socket: what the peer may not have heard goes again. */
    void repeatControls() {
        for (Call call : live.all()) {
            if (call.isAcknowledged() && (call.isSettled() || call.demand() > 0)) {
                due(call);
            }
        }
    }

    void fillControls(RecordBuffer record) {
        while (!due.isEmpty() && record.room() >= CONTROL_LENGTH) {
            Call call = due.remove();
            call.isDue = false;
            if (live.get(call.reference()) == call) {
                record.write(
                        call.isSettled()
                                ? new Cancel(call.reference())
                                : new Demand(call.reference(), call.demand()));
            }
        }
    }

    /** Whether anybody waits for this reference: if not, a payload for it need not be kept. */
    boolean isAwaited(long reference) {
        Call call = live.get(reference);
        return call != null && !call.isSettled();
    }

    /** A call's last message has come; null if nobody waits for it. */
    @Nullable Call answered(MessageKind kind, long reference) {
        Call call = live.get(reference);
        if (call == null) {
            return null;
        }
        requireSent(call);
        if ((kind == MessageKind.REPLY && call.kind != MessageKind.REQUEST)
                || (kind == MessageKind.END && call.kind != MessageKind.STREAM)) {
            throw FrameException.mustBe("the answer to a " + call.kind, "of its kind", kind);
        }
        remove(call);
        if (call.isSettled()) {
            return null;
        }
        agenda.clear(call);
        call.settle();
        return call;
    }

    private static void requireSent(Call call) {
        if (call.isUnsent()) {
            throw new FrameException("an answer must follow its request, which is not sent yet");
        }
    }

    /** A stream's item has come; null if nobody waits for it. */
    @Nullable Call item(long reference) {
        Call call = live.get(reference);
        if (call == null) {
            return null;
        }
        requireSent(call);
        if (call.kind != MessageKind.STREAM) {
            throw FrameException.mustBe("the answer to a " + call.kind, "of its kind", "ITEM");
        }
        if (!call.countItem()) {
            throw FrameException.mustBe("items of a stream", "at most " + call.demand(), "more");
        }
        return call.isSettled() ? null : call;
    }

    /** Gives up a stream because of one of its items. */
    void giveUp(Call call, Failure failure) {
        forget(call, failure);
    }

    private void remove(Call call) {
        if (live.remove(call.reference()) != null && call.isSettled()) {
            forgotten--;
        }
        agenda.clear(call);
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    int size() {
        return live.size();
    }

    /** The peer says no more: what is not answered was not accepted. */
    void refuseAll(Failure notProcessed) {
        for (Call call : takeAll()) {
            outbox.withdraw(call.message());
            settle(call, notProcessed);
        }
    }

    /** The session is lost. */
    void loseAll(Failure unknown, Failure notProcessed) {
        for (Call call : takeAll()) {
            settle(call, call.isUnsent() ? notProcessed : unknown);
        }
    }

    private List<Call> takeAll() {
        List<Call> all = live.takeAll();
        due.clear();
        forgotten = 0;
        return all;
    }

    private void settle(Call call, Failure failure) {
        agenda.clear(call);
        if (!call.isSettled()) {
            call.fail(failure);
        }
    }
}
