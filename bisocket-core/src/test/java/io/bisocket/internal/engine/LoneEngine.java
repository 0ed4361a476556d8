package io.bisocket.internal.engine;

import io.bisocket.BiSocketException;
import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Terms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One engine whose peer is a test: frames by hand, in and out. */
final class LoneEngine implements SessionListener {

    /** What the peer states when it has received nothing: plenty of credit. */
    static final Terms TERMS = terms(0, grant(100_000, 1L << 40));

    final VirtualTime time = new VirtualTime();
    final SharedBudget budget = new SharedBudget(64 << 20);
    final SessionEngine engine;
    final List<String> events = new ArrayList<>();
    final List<InboundCall> calls = new ArrayList<>();
    final List<Delivery> sendReplies = new ArrayList<>();
    Consumer<InboundCall> handler = call -> {};
    Consumer<String> onEvent = event -> {};
    BiSocketException end;
    private final Side side;
    private final int recordSize;
    private final Map<SocketRole, Attachment> sockets = new EnumMap<>(SocketRole.class);
    private final Map<SocketRole, FakePort> ports = new EnumMap<>(SocketRole.class);

    LoneEngine(Side side, SessionSettings settings) {
        this.side = side;
        this.recordSize = settings.recordSize();
        this.engine = new SessionEngine(side, settings, time, budget, this);
    }

    /** With both sockets. */
    static LoneEngine attached(Side side, SessionSettings settings) {
        LoneEngine engine = new LoneEngine(side, settings);
        engine.attach(SocketRole.SEND, TERMS);
        engine.attach(SocketRole.RECEIVE, TERMS);
        return engine;
    }

    static LoneEngine client() {
        return attached(Side.CLIENT, SessionSettings.defaults());
    }

    static LoneEngine server() {
        return attached(Side.SERVER, SessionSettings.defaults());
    }

    static Terms terms(long lastReceived, Grant grant) {
        return new Terms(
                lastReceived, new Grants(grant, grant, grant), 16 << 20, 32, Algorithms.NONE);
    }

    static Grant grant(long messages, long bytes) {
        return new Grant(messages, bytes);
    }

    /** Attaches the next socket of a role. Returns what this side states. */
    Terms attach(SocketRole role, Terms peers) {
        long number = engine.attachments().dial(role);
        Terms own = engine.attachments().terms(role);
        FakePort port = new FakePort();
        ports.put(role, port);
        engine.attachments()
                .attach(role, number, peers, port)
                .ifPresent(attachment -> sockets.put(role, attachment));
        return own;
    }

    Attachment socket(SocketRole role) {
        return sockets.get(role);
    }

    FakePort port(SocketRole role) {
        return ports.get(role);
    }

    SocketRole dataRole() {
        return side.outRole();
    }

    /** The peer's data socket brings a record of these frames. */
    void read(Frame... frames) {
        readOn(side.inRole(), frames);
    }

    /** This side's data socket brings a record of these frames. */
    void readBack(Frame... frames) {
        readOn(side.outRole(), frames);
    }

    private void readOn(SocketRole role, Frame... frames) {
        ByteBuf record = Unpooled.buffer();
        for (Frame frame : frames) {
            FrameCodec.write(frame, record);
        }
        sockets.get(role).received(record);
    }

    /** What goes out on this side's data socket now. */
    List<Frame> written() {
        return writtenOn(side.outRole());
    }

    /** What goes out on the peer's data socket now. */
    List<Frame> writtenBack() {
        return writtenOn(side.inRole());
    }

    /** What goes out on a socket now, all records together. */
    List<Frame> writtenOn(SocketRole role) {
        List<Frame> frames = new ArrayList<>();
        ByteBuf record = Unpooled.buffer(recordSize);
        while (sockets.get(role).fill(record)) {
            while (record.isReadable()) {
                frames.add(FrameCodec.read(record));
            }
            record = Unpooled.buffer(recordSize);
        }
        return frames;
    }

    /** What goes out of one type. */
    <F extends Frame> List<F> written(SocketRole role, Class<F> type) {
        return writtenOn(role).stream().filter(type::isInstance).map(type::cast).toList();
    }

    boolean isOver() {
        return events.contains("closed") || end != null;
    }

    private void told(String event) {
        events.add(event);
        onEvent.accept(event);
    }

    @Override
    public void onCall(InboundCall call) {
        calls.add(call);
        events.add("call " + call.method());
        handler.accept(call);
    }

    @Override
    public void onCancelled(InboundCall call) {
        told("cancelled " + call.method());
    }

    @Override
    public void onDemand(InboundCall call) {
        told("demand " + call.demand());
    }

    @Override
    public void onSendReply(long reference, Delivery reply) {
        sendReplies.add(reply);
        told("reply to " + reference);
    }

    @Override
    public void onDetached(SocketRole role) {
        told("detached " + role);
    }

    @Override
    public void onGoAway(int code) {
        told("goaway " + code);
    }

    @Override
    public void onClosing(int code) {
        told("closing " + code);
    }

    @Override
    public void onClosed(BiSocketException cause) {
        end = cause;
        told(cause == null ? "closed" : "lost: " + cause.getMessage());
    }

    /** A socket that only writes down what is wanted of it. */
    static final class FakePort implements Port {

        int wakes;
        int small;
        int largeBytes;
        boolean finished;
        boolean aborted;

        @Override
        public void wake() {
            wakes++;
        }

        @Override
        public void smallCame() {
            small++;
        }

        @Override
        public void largeCame(int bytes) {
            largeBytes += bytes;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }
}
