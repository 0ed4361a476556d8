package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.Terms;
import java.util.function.Consumer;

/** The two sockets of a session, and what it means for the directions when one comes or goes. */
final class Sockets {

    private final Side side;
    private final OutDirection out;
    private final InDirection in;
    private final Agenda agenda;
    private final long resumeWindow;
    private final RoleLink outLink;
    private final RoleLink inLink;
    private boolean closed;

    /**
     * @param windowPassed told which role has been without a socket for the resume window
     */
    Sockets(
            Side side,
            OutDirection out,
            InDirection in,
            Agenda agenda,
            long resumeWindow,
            Consumer<SocketRole> windowPassed) {
        this.side = side;
        this.out = out;
        this.in = in;
        this.agenda = agenda;
        this.resumeWindow = resumeWindow;
        this.outLink = link(side.outRole(), windowPassed);
        this.inLink = link(side.inRole(), windowPassed);
    }

    private RoleLink link(SocketRole role, Consumer<SocketRole> windowPassed) {
        RoleLink link = new RoleLink(role, Alarm.of(() -> windowPassed.accept(role)));
        // A client has its own patience with what it has not reached yet.
        if (side == Side.SERVER) {
            agenda.setIn(link.window, resumeWindow);
        }
        return link;
    }

    RoleLink link(SocketRole role) {
        return role == side.outRole() ? outLink : inLink;
    }

    boolean isCurrent(Attachment attachment) {
        return link(attachment.role()).current() == attachment;
    }

    void attach(Attachment attachment, Terms peers) {
        RoleLink link = link(attachment.role());
        link.attach(attachment);
        agenda.clear(link.window);
        if (link == outLink) {
            out.attached(peers);
        }
    }

    /** Ends a socket's time. Returns false if it was over before. */
    boolean detach(Attachment attachment) {
        RoleLink link = link(attachment.role());
        if (!link.detach(attachment)) {
            return false;
        }
        attachment.stop();
        if (link == outLink) {
            out.detached();
        } else {
            in.detached();
        }
        if (!closed) {
            agenda.setIn(link.window, resumeWindow);
        }
        return true;
    }

    /** Ends the time of a role's socket, if there is one, with a last word to the peer. */
    void finish(SocketRole role, Close close) {
        Attachment attachment = link(role).current();
        if (attachment != null) {
            detach(attachment);
            attachment.finish(close);
        }
    }

    /** The session is over: both sockets end with this, and nothing is waited for. */
    void finishAll(Close close) {
        closed = true;
        finish(outLink.role, close);
        finish(inLink.role, close);
        agenda.stop();
    }

    boolean areBothAttached() {
        return outLink.isAttached() && inLink.isAttached();
    }

    /** Whether both roles have been attached, so that data may flow. */
    boolean areEstablished() {
        return outLink.wasEverAttached() && inLink.wasEverAttached();
    }

    /** Whether data is about to go on this side's data socket. */
    boolean isDataFlowing() {
        return areBothAttached() && !out.isQuiet();
    }

    void wakeOut() {
        outLink.wake();
    }

    void wakeIn() {
        inLink.wake();
    }

    /** Something is under way. */
    void busy() {
        outLink.busy();
        inLink.busy();
    }
}
