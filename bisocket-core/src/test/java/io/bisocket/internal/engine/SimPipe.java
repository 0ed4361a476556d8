package io.bisocket.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.Consumer;

/** One direction of a simulated TCP connection: bounded, delayed, in order, and cut off at will. */
final class SimPipe {

    private final VirtualTime time;
    private final Random random;
    private final int capacity;
    private final int latency;
    private final Deque<byte[]> inFlight = new ArrayDeque<>();
    private Consumer<byte[]> reader = bytes -> {};
    private Runnable end = () -> {};
    private Runnable writable = () -> {};
    private long lastArrival;
    private int bytes;
    private boolean finished;
    private boolean cut;
    private boolean ended;

    SimPipe(VirtualTime time, Random random, int capacity, int latency) {
        this.time = time;
        this.random = random;
        this.capacity = capacity;
        this.latency = latency;
    }

    void reader(Consumer<byte[]> reader, Runnable end) {
        this.reader = reader;
        this.end = end;
    }

    void onWritable(Runnable writable) {
        this.writable = writable;
    }

    boolean isWritable() {
        return bytes < capacity;
    }

    void write(byte[] record) {
        if (!cut && !finished) {
            inFlight.add(record);
            bytes += record.length;
            time.schedule(nextArrival(), this::arrive);
        }
    }

    /** What is in flight still arrives, then comes the end. */
    void finish() {
        finished = true;
        time.schedule(
                nextArrival(),
                () -> {
                    if (!cut) {
                        end();
                    }
                });
    }

    /** From somewhere on all that is in flight is lost; the reader notices after this time. */
    void cut(long noticedAfter) {
        if (!cut) {
            cut = true;
            for (int lost = random.nextInt(inFlight.size() + 1); lost > 0; lost--) {
                inFlight.removeLast();
            }
            time.schedule(noticedAfter + latency + 1, this::end);
        }
    }

    private long nextArrival() {
        lastArrival = Math.max(lastArrival, time.now() + random.nextInt(latency + 1));
        return lastArrival - time.now();
    }

    private void arrive() {
        byte[] record = inFlight.poll();
        if (record != null && !ended) {
            bytes -= record.length;
            reader.accept(record);
            if (!cut) {
                writable.run();
            }
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
