package io.bisocket.internal.compression;

/** What packs bytes with a preset. */
@FunctionalInterface
interface Compressor {

    byte[] pack(Preset preset, byte[] raw);
}
