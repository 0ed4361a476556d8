package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;

/**
 * Cuts messages into fragments that fill what is left of a record. Small messages are never cut,
 * void ones have nothing to cut.
 */
final class FragmentWriter {

    /** No fragment but the last carries less than this part of a record. */
    private static final int LEAST_SHARE = 16;

    private static final int SEQUENCE_LENGTH = 8;

    private final Agenda agenda;

    FragmentWriter(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Whether what is left of the record is worth a fragment of this message. */
    boolean fits(OutMessage message, RecordBuffer record) {
        int left = message.left();
        int least = message.isSmall() ? left : Math.min(left, record.limit() / LEAST_SHARE);
        return message.overhead() + least <= record.room();
    }

    /**
     * Writes the next fragment of a message that fits.
     *
     * @param sequence the message's, in case that this is its last fragment
     * @return whether it is
     */
    boolean write(OutMessage message, RecordBuffer record, long sequence) {
        byte[] whole = message.isSmall() ? message.payload() : null;
        if (whole != null) {
            record.writeWhole(message, agenda.recent(), sequence, whole);
            return true;
        }
        return writeFragment(message, record, sequence);
    }

    private boolean writeFragment(OutMessage message, RecordBuffer record, long sequence) {
        int room = record.room() - message.overhead();
        int left = message.left();
        boolean last = left <= room;
        int length = last ? left : Math.min(left - 1, room + SEQUENCE_LENGTH);
        DataHead head = message.isStarted() ? null : message.head(agenda.recent());
        boolean isVoid = message.isVoid();
        record.write(
                new Data(
                        Math.max(0, message.slot()),
                        head,
                        last ? sequence : 0,
                        last && isVoid,
                        message.take(length)));
        return last;
    }
}
