package io.bisocket.internal.compression;

import io.bisocket.Compression;
import io.bisocket.internal.protocol.Algorithms;
import java.util.List;

/** What {@link ZstdAbsentTests} calls behind its class loader. */
public final class WithoutZstdProbe {

    private WithoutZstdProbe() {}

    /** The algorithm that packs a text for a peer that unpacks all. */
    public static int pack() {
        Algorithms all = new Algorithms(List.of(4, 2, 1, 3));
        Packer packer = new Packer(Compression.adaptive(), all, LinkSpeed.UNKNOWN);
        return packer.pack(Payloads.text(100_000), null).algorithm();
    }

    /** Is refused. */
    public static byte[] unpackZstd() {
        return new Unpacking(100).unpack(4, 1, new byte[20]);
    }
}
