package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.OpenOk;
import io.netty.buffer.Unpooled;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Dials, accepts, cuts and dials again, as the sockets of a real client and server would. */
final class SimNetwork {

    private static final UUID ID = new UUID(1, 2);

    private final VirtualTime time;
    private final Random random;
    private final SimPlan plan;
    private final SessionEngine client;
    private final SessionEngine server;
    private final Map<SocketRole, SimSocket> sockets = new EnumMap<>(SocketRole.class);
    private boolean down;
    private boolean serverForgets;
    private boolean clientEnded;

    SimNetwork(
            VirtualTime time,
            Random random,
            SimPlan plan,
            SessionEngine client,
            SessionEngine server) {
        this.time = time;
        this.random = random;
        this.plan = plan;
        this.client = client;
        this.server = server;
    }

    /** Nothing can be dialled from now on, and everything breaks. */
    void down() {
        down = true;
        sockets.values().forEach(this::cut);
    }

    void up() {
        down = false;
    }

    /** The server has never heard of the session. */
    void forget() {
        serverForgets = true;
        sockets.values().forEach(this::cut);
    }

    /** The client dials no more. */
    void clientEnded() {
        clientEnded = true;
    }

    void cutOne() {
        SocketRole role = SocketRole.values()[random.nextInt(2)];
        SimSocket socket = sockets.get(role);
        if (socket != null) {
            cut(socket);
        }
    }

    private void cut(SimSocket socket) {
        socket.cut(random.nextInt(plan.noticeWithin()), random.nextInt(plan.noticeWithin()));
    }

    void dialLater(SocketRole role) {
        time.schedule(1 + random.nextInt(plan.redialWithin()), () -> dial(role));
    }

    /** Dials, whether the present socket lives or not. */
    void dial(SocketRole role) {
        if (clientEnded) {
            return;
        }
        if (down) {
            dialLater(role);
            return;
        }
        SimSocket socket = new SimSocket(role, time, pipe(), pipe(), plan.settings().recordSize());
        sockets.put(role, socket);
        long number = client.attachments().dial(role);
        new ClientEnd(socket, number);
        new ServerEnd(socket);
        socket.client.write(new Open(ID, ID, number, client.attachments().terms(role), null));
    }

    private SimPipe pipe() {
        return new SimPipe(time, random, plan.pipeCapacity(), plan.latency());
    }

    private final class ClientEnd {

        private final SimSocket socket;
        private final long number;
        private Attachment attachment;
        private boolean over;

        ClientEnd(SimSocket socket, long number) {
            this.socket = socket;
            this.number = number;
            // What the server writes arrives here.
            socket.downTo(this::read, this::ended);
        }

        private void read(byte[] record) {
            if (over || socket.client.isClosed()) {
                return;
            }
            if (attachment != null) {
                attachment.received(Unpooled.wrappedBuffer(record));
                return;
            }
            Frame frame = FrameCodec.read(Unpooled.wrappedBuffer(record));
            if (frame instanceof OpenOk ok) {
                Optional<Attachment> attached =
                        client.attachments().attach(socket.role, number, ok.terms(), socket.client);
                over = attached.isEmpty();
                attached.ifPresent(
                        a -> {
                            attachment = a;
                            socket.client.attached(a);
                        });
            } else {
                over = true;
                refused((Close) frame);
            }
        }

        private void refused(Close close) {
            if (close.code() == CloseCode.SESSION_UNKNOWN.number()) {
                client.sessionUnknown();
            } else if (close.code() != CloseCode.STALE.number()) {
                dialLater(socket.role);
            }
        }

        private void ended() {
            if (attachment != null) {
                attachment.closed();
            } else if (!over && sockets.get(socket.role) == socket) {
                dialLater(socket.role);
            }
            over = true;
        }
    }

    private final class ServerEnd {

        private final SimSocket socket;
        private Attachment attachment;
        private boolean over;

        ServerEnd(SimSocket socket) {
            this.socket = socket;
            socket.upTo(this::read, this::ended);
        }

        private void read(byte[] record) {
            if (over || socket.server.isClosed()) {
                return;
            }
            if (attachment != null) {
                attachment.received(Unpooled.wrappedBuffer(record));
                return;
            }
            Open open = (Open) FrameCodec.read(Unpooled.wrappedBuffer(record));
            if (serverForgets) {
                refuse(CloseCode.SESSION_UNKNOWN);
            } else if (!server.attachments().admit(socket.role, open.attachNumber())) {
                refuse(server.parts.end.isLost() ? CloseCode.SESSION_UNKNOWN : CloseCode.STALE);
            } else {
                socket.server.write(
                        new OpenOk(0, ID, 0, server.attachments().terms(socket.role), "", null));
                attachment =
                        server.attachments()
                                .attach(
                                        socket.role,
                                        open.attachNumber(),
                                        open.terms(),
                                        socket.server)
                                .orElseThrow();
                socket.server.attached(attachment);
            }
        }

        private void refuse(CloseCode code) {
            over = true;
            socket.server.write(Close.attachment(code));
        }

        private void ended() {
            over = true;
            if (attachment != null) {
                attachment.closed();
            }
        }
    }
}
