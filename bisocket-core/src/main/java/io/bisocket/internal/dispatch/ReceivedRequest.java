package io.bisocket.internal.dispatch;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ClientSession;
import io.bisocket.Compression;
import io.bisocket.PayloadCodec;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.session.PayloadValues;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call as its handler reads it: who wants what, and by when. Thread-safe. */
public abstract class ReceivedRequest implements Request {

    private static final int LOG_LENGTH = 100;

    final IncomingCall call;
    final @Nullable Route route;
    final PayloadCodec codec;
    private final Peer peer;

    ReceivedRequest(IncomingCall call, Peer peer, @Nullable Route route, PayloadCodec codec) {
        this.call = call;
        this.peer = peer;
        this.route = route;
        this.codec = codec;
    }

    IncomingCall call() {
        return call;
    }

    /** Who handles it; null if nobody does. */
    @Nullable Route route() {
        return route;
    }

    /** What it occupies while it waits, in bytes. */
    int size() {
        return call.content().size();
    }

    /** Whether its caller waits for an answer. */
    boolean wantsAnswer() {
        return call.kind() != CallKind.SEND;
    }

    /** Whether handling it is in vain: its caller waits for an answer no longer. */
    boolean isInVain() {
        return wantsAnswer() && call.isCancelled();
    }

    @Override
    public RequestId id() {
        return call.id();
    }

    @Override
    public CallKind kind() {
        return call.kind();
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public String pattern() {
        return route == null ? method() : route.name();
    }

    @Override
    public Map<String, String> variables() {
        return route == null ? Map.of() : route.variables(method());
    }

    @Override
    public PayloadCodec payloadCodec() {
        return codec;
    }

    @Override
    public String handlerName() {
        return route == null ? BiSocketMetrics.OTHER_METHODS : route.name();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public ClientSession client() {
        if (peer instanceof ClientSession client) {
            return client;
        }
        throw new IllegalStateException("it is the server that asked, not a client: see peer()");
    }

    @Override
    public Map<String, String> headers() {
        return call.content().headers();
    }

    @Override
    public byte[] bytes() {
        return call.content().bytes();
    }

    @Override
    public <T> T as(Class<T> type) {
        return as((Type) type);
    }

    @Override
    public <T> T as(Type type) {
        return PayloadValues.decode(bytes(), type, codec);
    }

    @Override
    public Optional<Duration> timeLeft() {
        long deadline = call.deadlineNanos();
        return deadline == IncomingCall.NO_DEADLINE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    /** How its handler wants replies to be compressed; null if it has not said. */
    @Nullable Compression compression() {
        return route == null ? null : route.options().compression();
    }

    @Override
    public String toString() {
        return "request '%s' for '%s' from %s"
                .formatted(
                        forLog(id().value()),
                        forLog(method()),
                        peer instanceof ClientSession client
                                ? "client " + client.id()
                                : "the server");
    }

    /** What a peer said, fit for one line of a log. */
    private static String forLog(String text) {
        return FailureReport.shortened(text, LOG_LENGTH).replaceAll("\\p{Cntrl}", "?");
    }
}
