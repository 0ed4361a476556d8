package io.bisocket.internal.call;

import io.bisocket.CallInterceptor;
import io.bisocket.CallKind;
import io.bisocket.OutgoingCall;
import io.bisocket.Peer;
import io.bisocket.internal.link.Dialects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that interceptors see, from before it is sent to its end. */
final class InterceptedCall implements OutgoingCall {

    private static final Logger log = LoggerFactory.getLogger(InterceptedCall.class);

    private final CallKind kind;
    private final String method;
    private final Peer peer;
    private final Map<String, String> headers;
    private final List<Consumer<@Nullable Throwable>> tasks = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Duration timeout;
    private @Nullable RuntimeException refusal;

    InterceptedCall(
            CallKind kind,
            String method,
            Peer peer,
            Map<String, String> headers,
            @Nullable Duration timeout) {
        this.kind = kind;
        this.method = method;
        this.peer = peer;
        this.headers = new LinkedHashMap<>(headers);
        this.timeout = timeout;
    }

    /** Shows the call to these; the first one that throws ends it. */
    InterceptedCall passThrough(List<CallInterceptor> interceptors) {
        try {
            interceptors.forEach(interceptor -> interceptor.intercept(this));
        } catch (RuntimeException e) {
            refusal = e;
        }
        return this;
    }

    /** Makes the call, unless it was refused, and follows it to its end. */
    <T> CompletableFuture<T> follow(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> outcome;
        try {
            throwRefusal();
            outcome = call.get();
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        outcome.whenComplete((value, failure) -> end(failure));
        return outcome;
    }

    /** As {@link #follow(Supplier)}, for a stream. */
    StreamStart follow(StreamStart start) {
        return new WatchedStream(start, this);
    }

    @Override
    public CallKind kind() {
        return kind;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    @Override
    public boolean carriesHeaders() {
        return !Dialects.isPython(peer.dialect());
    }

    @Override
    public OutgoingCall header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    @Override
    public OutgoingCall timeout(Duration timeout) {
        Timeouts.check(timeout);
        if (kind != CallKind.SEND) {
            this.timeout = timeout;
        }
        return this;
    }

    @Override
    public void onEnd(Consumer<@Nullable Throwable> task) {
        tasks.add(Objects.requireNonNull(task, "task"));
    }

    /** How long it may take; zero for any time. */
    Duration longest() {
        return timeout != null ? timeout : Duration.ZERO;
    }

    void throwRefusal() {
        if (refusal != null) {
            throw refusal;
        }
    }

    /** It is over; tells so once. */
    void end(@Nullable Throwable failure) {
        if (over.compareAndSet(false, true)) {
            for (int i = tasks.size() - 1; i >= 0; i--) {
                tell(tasks.get(i), failure);
            }
        }
    }

    private void tell(Consumer<@Nullable Throwable> task, @Nullable Throwable failure) {
        try {
            task.accept(failure);
        } catch (RuntimeException e) {
            log.error("What was to be run at the end of a call to '{}' failed", method, e);
        }
    }
}
