package io.bisocket.internal.link;

import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import io.bisocket.WhenFull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A call without a link: remembers what becomes of it. */
public final class FakeCall implements IncomingCall {

    private final CallKind kind;
    private final String method;
    private final Incoming content;
    private final List<String> replies = new CopyOnWriteArrayList<>();
    private final List<FailureReport> reports = new CopyOnWriteArrayList<>();
    private final List<Runnable> onCancelled = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> unsent = new CopyOnWriteArrayList<>();
    private long deadline = NO_DEADLINE;
    private volatile long demand;
    private volatile Runnable onDemand = () -> {};
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile boolean holding;
    private volatile @Nullable RuntimeException refusal;

    public FakeCall(CallKind kind, String method, String text) {
        this.kind = kind;
        this.method = method;
        this.content = Incoming.of(text.getBytes(StandardCharsets.UTF_8));
        this.demand = kind == CallKind.STREAM ? 0 : Long.MAX_VALUE;
    }

    public List<String> replies() {
        return replies;
    }

    public List<FailureReport> reports() {
        return reports;
    }

    public List<HandlerFailure> failures() {
        return reports.stream().map(FailureReport::failure).toList();
    }

    public boolean isEnded() {
        return ended;
    }

    public FakeCall deadline(long nanos) {
        deadline = nanos;
        return this;
    }

    /** The caller waits no longer. */
    public void cancel() {
        cancelled = true;
        onCancelled.forEach(Runnable::run);
    }

    /** The caller wants so many more. */
    public void demandMore(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        onDemand.run();
    }

    /** No reply can be sent. */
    public void refuseReplies(RuntimeException why) {
        refusal = why;
    }

    /** Replies stay unsent from now on, until {@link #sendHeld}. */
    public void hold() {
        holding = true;
    }

    /** The oldest held replies are sent. */
    public void sendHeld(int count) {
        for (int i = 0; i < count; i++) {
            unsent.remove(0).complete(null);
        }
    }

    @Override
    public CallKind kind() {
        return kind;
    }

    @Override
    public RequestId id() {
        return new RequestId("id");
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Incoming content() {
        return content;
    }

    @Override
    public long deadlineNanos() {
        return deadline;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancelled(Runnable task) {
        if (cancelled) {
            task.run();
        } else {
            onCancelled.add(task);
        }
    }

    @Override
    public long demand() {
        return demand;
    }

    @Override
    public void onDemand(Runnable task) {
        onDemand = task;
    }

    @Override
    public CompletableFuture<Void> reply(Outgoing reply, WhenFull whenFull) {
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        replies.add(new String(reply.payload(), StandardCharsets.UTF_8));
        if (!holding) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        unsent.add(sent);
        return sent;
    }

    @Override
    public CompletableFuture<Void> fail(
            ErrorCode code, boolean notProcessed, HandlerFailure failure) {
        reports.add(new FailureReport(code, notProcessed, failure));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void ended() {
        ended = true;
    }
}
