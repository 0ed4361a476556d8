package io.bisocket.internal.engine;

/** How soon the peer is to hear that something has come. */
enum Urgency {

    /** Somebody waits for the acknowledgement itself. */
    NOW,

    /** Something may follow from it, such as a CANCEL, or it frees much memory. */
    SHORTLY,

    /** It frees a little memory at the peer, and nothing else. */
    LATER
}
