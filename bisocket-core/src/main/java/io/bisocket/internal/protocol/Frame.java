package io.bisocket.internal.protocol;

/**
 * One frame of a record. Records hold one or more whole frames, back to back.
 *
 * <pre>
 *  0        2      3       4             4 + n
 * ┌────────┬──────┬───────┬───────────────┐
 * │ n, u16 │ type │ flags │ body, n bytes │
 * └────────┴──────┴───────┴───────────────┘
 * </pre>
 */
public sealed interface Frame
        permits Open, OpenOk, Data, Ack, Demand, Cancel, Ping, Pong, GoAway, Close {

    /** The length of what stands before the body, in bytes. */
    int HEADER_LENGTH = 4;

    /** Which frame this is. */
    FrameType type();
}
