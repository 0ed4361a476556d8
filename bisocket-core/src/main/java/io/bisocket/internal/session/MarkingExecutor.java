package io.bisocket.internal.session;

import java.util.concurrent.Executor;

/** An executor that knows its own tasks, also those that run on the threads of another. */
public interface MarkingExecutor extends Executor {

    /** The other executor, whose tasks count as this one's. */
    Executor marking(Executor others);
}
