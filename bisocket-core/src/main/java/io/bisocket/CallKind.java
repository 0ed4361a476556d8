package io.bisocket;

/** What a caller waits for. */
public enum CallKind {
    /** One reply. */
    REQUEST,
    /** Any number of replies, then the end. */
    STREAM,
    /** Nothing, but any number of replies may come. All calls in the Python format are sends. */
    SEND
}
