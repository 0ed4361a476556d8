package io.bisocket.internal.dispatch;

import io.bisocket.CallKind;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.session.SerialLane;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's items on their way to the caller. Demand and cancellation reach the publisher on
 * worker threads, one after the other. Thread-safe, also against publishers that are not.
 *
 * <pre>
 *            how much is requested of the publisher, in all
 *   request  1
 *   stream   what the caller demands, but no more than {@value #WINDOW} beyond what has been sent
 *   send     1 beyond what the outbox has taken
 * </pre>
 */
final class PublishedReplies implements Flow.Subscriber<byte[]> {

    static final int WINDOW = 256;

    private final HandledRequest request;
    private final IncomingCall call;
    private final SerialLane lane;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long requested;
    private long passed;

    private PublishedReplies(HandledRequest request) {
        this.request = request;
        this.call = request.call();
        this.lane = new SerialLane(request.workers());
    }

    /** Subscribes for a caller; completes when nothing more comes. */
    static CompletionStage<?> subscribe(Flow.Publisher<byte[]> publisher, HandledRequest request) {
        Objects.requireNonNull(publisher, "the handler returned no publisher");
        PublishedReplies replies = new PublishedReplies(request);
        request.call().onCancelled(() -> replies.end(null));
        try {
            publisher.subscribe(replies);
        } catch (RuntimeException e) {
            replies.end(e);
        }
        return replies.done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        Objects.requireNonNull(given, "subscription");
        synchronized (this) {
            if (subscription != null || done.isDone()) {
                lane.execute(given::cancel);
                return;
            }
            subscription = given;
        }
        call.onDemand(this::pull);
        pull();
    }

    @Override
    public void onNext(byte[] item) {
        if (done.isDone()) {
            return;
        }
        if (item == null) {
            end(new NullPointerException("the publisher published null"));
            return;
        }
        try {
            if (call.kind() == CallKind.REQUEST) {
                request.reply(item);
                end(null);
            } else {
                pass(item);
            }
        } catch (RuntimeException e) {
            end(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(
                Objects.requireNonNullElseGet(
                        failure, () -> new NullPointerException("the publisher failed with null")));
    }

    @Override
    public void onComplete() {
        done.complete(null);
    }

    private void pass(byte[] item) {
        boolean send = call.kind() == CallKind.SEND;
        CompletableFuture<Void> sent =
                call.reply(Outgoing.reply(item, request.compression()), WhenFull.WAIT);
        if (send) {
            passed();
        }
        sent.whenComplete(
                (value, failure) -> {
                    if (failure != null) {
                        end(failure);
                    } else if (!send) {
                        passed();
                    }
                });
    }

    private void passed() {
        synchronized (this) {
            passed++;
        }
        pull();
    }

    private void pull() {
        lane.execute(
                () -> {
                    Flow.Subscription current;
                    long more;
                    synchronized (this) {
                        current = subscription;
                        more = allowed() - requested;
                        requested += Math.max(0, more);
                    }
                    if (current != null && more > 0 && !done.isDone()) {
                        current.request(more);
                    }
                });
    }

    private long allowed() {
        return switch (call.kind()) {
            case REQUEST -> 1;
            case STREAM -> Math.min(call.demand(), passed + WINDOW);
            case SEND -> passed + 1;
        };
    }

    /** Nothing more is wanted of the publisher. */
    private void end(@Nullable Throwable failure) {
        boolean first = failure == null ? done.complete(null) : done.completeExceptionally(failure);
        if (!first) {
            return;
        }
        Flow.Subscription current;
        synchronized (this) {
            current = subscription;
        }
        if (current != null) {
            lane.execute(current::cancel);
        }
    }
}
