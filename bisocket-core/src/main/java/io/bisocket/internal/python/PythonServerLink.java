package io.bisocket.internal.python;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.MessageType;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.LinkStats;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.session.DerivedFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client's two sockets, as the server has them. Sending is thread-safe; everything that changes
 * the state happens on the send socket's event loop, to which the other socket's events come over.
 *
 * <pre>
 *   OPENING --session opened--&gt; OPEN --close()--&gt; CLOSING --both sockets closed--&gt; CLOSED
 *      |                         \                   ^  |
 *      |                          \__ a socket died __/   | goodbye on the receive socket, then on
 *      |                             (the other follows)  | the send socket, then both are closed;
 *      v                                                  | cut off after 30 s
 *   REFUSED: no session, or a socket died
 * </pre>
 */
final class PythonServerLink implements Link {

    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED,
        REFUSED
    }

    private final PythonServerSocket receive;
    private final PythonServerSocket send;
    private final PythonServerDialect dialect;
    private final EventLoop loop;
    private final CallGate calls;
    private final ServerReplies replies;
    private final ServerGoodbye goodbye;
    private final RequestIds ids = new RequestIds();
    private final LinkEnd end = new LinkEnd();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Set<SocketRole> closedSockets = EnumSet.noneOf(SocketRole.class);
    private volatile State state = State.OPENING;
    private @Nullable LinkListener listener;
    private @Nullable BiSocketException cause;

    PythonServerLink(PythonServerSocket receive, PythonServerSocket send) {
        this.receive = receive;
        this.send = send;
        this.dialect = send.dialect();
        this.loop = send.loop();
        this.calls = new CallGate(send.wire());
        this.replies =
                new ServerReplies(
                        receive.wire(), calls, dialect.limits().maxOutboxBytes(), () -> listener);
        this.goodbye = new ServerGoodbye(receive, send);
    }

    /**
     * Opens a session, and then welcomes the socket that completed the pair.
     *
     * @param last the socket that was not welcomed yet
     */
    void open(SessionHost host, PythonServerSocket last) {
        host.identify(Credentials.shared(send.clientId(), remoteAddress(), dialect()))
                .thenAccept(client -> onLoop(() -> openOnLoop(host, client, last)));
    }

    /** A request has come; on the event loop. */
    void onRequest(byte[] body) {
        LinkListener session = listener;
        if (state != State.OPEN || session == null || calls.isClosed(CallGate.Reason.ENDED)) {
            return;
        }
        PythonRequest request = PythonRequest.decode(body);
        calls.acknowledge();
        if (PythonMarkers.isClose(request)) {
            calls.close(CallGate.Reason.ENDED);
            session.onGoodbye();
        } else {
            int size = request.payload().length;
            session.onReceived(MessageType.SEND, size, size);
            session.onCall(new PythonCall(this, request));
        }
    }

    /** One of the two sockets is closed; thread-safe. */
    void onSocketClosed(PythonServerSocket socket, @Nullable BiSocketException reason) {
        onLoop(() -> socketClosed(socket, reason));
    }

    @Override
    public String dialect() {
        return dialect.name();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return send.info().address();
    }

    /**
     * Sends a message under an id of its own; its method gets lost, since there is no room for it.
     */
    @Override
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        RequestId id = ids.next();
        CompletableFuture<Void> sent =
                isOpen() ? replies.send(id, message, whenFull, MessageType.SEND) : gone();
        return DerivedFuture.of(sent, done -> id);
    }

    @Override
    public RequestCall request(
            Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told) {
        told.onFailed(PythonRefusals.noAnswers());
        return RequestCall.OVER;
    }

    @Override
    public StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener) {
        return PythonRefusals.stream(PythonRefusals.noAnswers(), loop, listener);
    }

    @Override
    public LinkStats stats() {
        return new LinkStats(0, receive.wire().queuedBytes());
    }

    /** What happens when no reply can reach the client any more. */
    LinkEnd end() {
        return end;
    }

    /** Sends a reply to a request. */
    CompletableFuture<Void> reply(RequestId id, Outgoing reply, WhenFull whenFull) {
        return isOpen() ? replies.send(id, reply, whenFull, MessageType.REPLY) : gone();
    }

    /** Reports that a request failed. */
    CompletableFuture<Void> fail(RequestId id, HandlerFailure failure) {
        return isOpen() ? replies.fail(id, failure) : gone();
    }

    private boolean isOpen() {
        return state == State.OPEN;
    }

    private CompletableFuture<Void> gone() {
        return CompletableFuture.failedFuture(
                new ConnectionLostException("client %s is gone".formatted(send.clientId())));
    }

    @Override
    public void readCalls(boolean read) {
        if (read) {
            calls.open(CallGate.Reason.NOT_WANTED);
        } else {
            calls.close(CallGate.Reason.NOT_WANTED);
        }
    }

    @Override
    public CompletableFuture<Void> endCalls() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        onLoop(
                () -> {
                    calls.close(CallGate.Reason.ENDED);
                    ended.complete(null);
                });
        return ended;
    }

    @Override
    public CompletableFuture<Void> close() {
        onLoop(this::sayGoodbye);
        return closed;
    }

    private void openOnLoop(
            SessionHost host, Optional<KnownClient> client, PythonServerSocket last) {
        if (closedSockets.isEmpty()) {
            listener = client.flatMap(known -> host.open(known, this, null)).orElse(null);
        }
        if (listener == null) {
            refuse(client.isPresent() ? taken() : unwelcome());
            return;
        }
        state = State.OPEN;
        send.wire().allowMessages();
        last.welcome();
        listener.onOpened();
        calls.open(CallGate.Reason.NOT_OPEN);
    }

    private BiSocketException taken() {
        return new BiSocketException(
                ErrorCode.CLIENT_ID_IN_USE,
                "client %s is connected already, or the server is stopping"
                        .formatted(send.clientId()));
    }

    private BiSocketException unwelcome() {
        return new AuthenticationFailedException(
                "the server does not accept client " + send.clientId());
    }

    private void refuse(BiSocketException reason) {
        state = State.REFUSED;
        for (PythonServerSocket socket : List.of(receive, send)) {
            if (closedSockets.contains(socket.role())) {
                socket.reportClosed(reason);
            } else {
                socket.wire().abort(reason);
            }
        }
    }

    private void socketClosed(PythonServerSocket socket, @Nullable BiSocketException reason) {
        closedSockets.add(socket.role());
        if (state == State.REFUSED) {
            socket.reportClosed(reason);
        } else if (state == State.OPEN) {
            breakUp(socket, reason);
        }
        if (state == State.CLOSING && closedSockets.size() == SocketRole.values().length) {
            finish();
        }
    }

    private void breakUp(PythonServerSocket dead, @Nullable BiSocketException reason) {
        leave();
        cause =
                reason != null
                        ? reason
                        : new ConnectionLostException(
                                "the %s socket is closed".formatted(dead.role()));
        Objects.requireNonNull(listener).onBroken();
        PythonServerSocket other = dead == send ? receive : send;
        other.wire().abort(cause);
    }

    private void sayGoodbye() {
        if (state != State.OPEN) {
            return;
        }
        leave();
        calls.close(CallGate.Reason.NOT_OPEN);
        goodbye.say();
    }

    private void leave() {
        state = State.CLOSING;
        end.come();
    }

    private void finish() {
        state = State.CLOSED;
        goodbye.end();
        LinkListener session = Objects.requireNonNull(listener);
        session.onSocketClosed(receive.info());
        session.onSocketClosed(send.info());
        session.onClosed(cause);
        closed.complete(null);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
