package io.bisocket.internal.dispatch;

import io.bisocket.ClientSession;
import io.bisocket.PayloadCodec;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.FailureReport;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Outgoing;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

/** A call on its way through a handler. Thread-safe. */
public final class HandledRequest implements Request {

    private static final int LOG_LENGTH = 100;

    private final IncomingCall call;
    private final ClientSession client;
    private final PayloadCodec codec;
    private final boolean sendStackTraces;

    HandledRequest(
            IncomingCall call, ClientSession client, PayloadCodec codec, boolean sendStackTraces) {
        this.call = call;
        this.client = client;
        this.codec = codec;
        this.sendStackTraces = sendStackTraces;
    }

    /** What it occupies while it waits, in bytes. */
    int size() {
        return call.content().size();
    }

    /** Whether its caller waits for an answer. */
    boolean wantsAnswer() {
        return call.kind() != IncomingCall.Kind.SEND;
    }

    /** Whether handling it is in vain: its caller waits for an answer no longer. */
    boolean isInVain() {
        return wantsAnswer() && call.isCancelled();
    }

    /** Tells the caller that no handler sees it. */
    CompletableFuture<Void> refuse(RequestRejectedException refusal) {
        return send(FailureReport.ofRefusal(refusal, method()));
    }

    /** The handler is done. */
    void ended() {
        call.ended();
    }

    @Override
    public RequestId id() {
        return call.id();
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public ClientSession client() {
        return client;
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
        return codec.decode(bytes(), type);
    }

    @Override
    public CompletableFuture<Void> reply(byte[] payload) {
        return call.reply(Outgoing.reply(payload), WhenFull.WAIT);
    }

    @Override
    public CompletableFuture<Void> replyObject(Object value) {
        return reply(codec.encode(value));
    }

    @Override
    public CompletableFuture<Void> fail(Throwable failure) {
        return send(FailureReport.ofHandler(failure, method(), sendStackTraces));
    }

    private CompletableFuture<Void> send(FailureReport report) {
        return call.fail(report.code(), report.notProcessed(), report.failure());
    }

    @Override
    public String toString() {
        return "request '%s' for '%s' from client %s"
                .formatted(forLog(id().value()), forLog(method()), clientId());
    }

    /** What a peer said, fit for one line of a log. */
    private static String forLog(String text) {
        return FailureReport.shortened(text, LOG_LENGTH).replaceAll("\\p{Cntrl}", "?");
    }
}
