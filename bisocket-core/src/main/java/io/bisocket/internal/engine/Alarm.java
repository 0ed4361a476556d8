package io.bisocket.internal.engine;

/** Something that is to happen at a time; owned by one {@link Agenda}, set any number of times. */
abstract class Alarm {

    static final int NOWHERE = -1;

    /** Where it stands in the agenda's heap, set or cleared. */
    int index = NOWHERE;

    /** When it rings, on the clock of {@link Timers}. */
    long due;

    boolean isSet;

    static Alarm of(Runnable task) {
        return new Alarm() {
            @Override
            void ring() {
                task.run();
            }
        };
    }

    abstract void ring();

    final boolean isSet() {
        return isSet;
    }
}
