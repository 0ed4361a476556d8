package io.bisocket.internal.v2;

import io.bisocket.internal.protocol.Algorithms;

/** Makes the packing of each session. Thread-safe. */
interface PackingFactory {

    /** For one session. */
    Packing newPacking();

    /** What is unpacked here. */
    Algorithms algorithms();
}
