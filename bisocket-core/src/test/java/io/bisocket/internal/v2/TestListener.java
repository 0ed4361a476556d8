package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps a record of what a link tells. */
final class TestListener implements LinkListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<SocketInfo> sockets = new CopyOnWriteArrayList<>();
    final List<byte[]> replies = new CopyOnWriteArrayList<>();
    final List<BiSocketException> failures = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final @Nullable Link link;
    private final TestHandlers handlers;

    TestListener(TestHandlers handlers, @Nullable Link link) {
        this.handlers = handlers;
        this.link = link;
    }

    Link link() {
        if (link == null) {
            throw new IllegalStateException("only a server's listener has its link");
        }
        return link;
    }

    @Override
    public void onSocketOpened(SocketInfo socket) {
        sockets.add(socket);
        events.add("socket opened " + socket.role());
    }

    @Override
    public void onSocketClosed(SocketInfo socket) {
        events.add("socket closed " + socket.role());
    }

    @Override
    public void onOpened() {
        events.add("opened");
    }

    @Override
    public void onCall(IncomingCall call) {
        handlers.handle(call);
    }

    @Override
    public void onReply(RequestId id, Incoming reply) {
        replies.add(reply.bytes());
        reply.release();
    }

    @Override
    public void onFailure(RequestId id, BiSocketException failure) {
        failures.add(failure);
    }

    @Override
    public void onGoAway(boolean needsSuccessor) {
        events.add("go away " + needsSuccessor);
    }

    @Override
    public void onGoodbye() {
        events.add("goodbye");
        if (link != null) {
            link.close();
        }
    }

    @Override
    public void onBroken() {
        events.add("broken");
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        events.add("closed");
        closed.complete(cause == null ? "in good order" : cause.getMessage());
    }
}
