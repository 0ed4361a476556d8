package io.bisocket.test.faults;

import io.bisocket.SocketRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults that last. Thread-safe. */
final class Conditions {

    private final List<Lasting> lasting = new CopyOnWriteArrayList<>();

    Fault add(Condition condition, OpenChannels channels) {
        Lasting fault = new Lasting(condition, channels);
        lasting.add(fault);
        return fault;
    }

    void clear() {
        lasting.forEach(Lasting::close);
    }

    boolean refuse() {
        return lasting.stream().anyMatch(fault -> fault.condition.refuses());
    }

    boolean stall(@Nullable SocketRole role) {
        return lasting.stream().anyMatch(fault -> fault.condition.stalls(role));
    }

    /** How much later everything passes, in nanoseconds. */
    long delay() {
        return lasting.stream().mapToLong(fault -> fault.condition.delayNanos()).max().orElse(0);
    }

    private final class Lasting implements Fault {

        private final Condition condition;
        private final OpenChannels channels;

        Lasting(Condition condition, OpenChannels channels) {
            this.condition = condition;
            this.channels = channels;
        }

        @Override
        public boolean isActive() {
            return lasting.contains(this);
        }

        @Override
        public void close() {
            if (lasting.remove(this)) {
                channels.look();
            }
        }

        @Override
        public String toString() {
            return condition.toString();
        }
    }
}
