package io.bisocket.internal.python;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.internal.link.SessionHost;
import io.bisocket.internal.transport.PeerLog;
import io.bisocket.internal.transport.ServerDialect;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import org.slf4j.LoggerFactory;

/**
 * The Python format as a server speaks it. One replay memory serves all clients, so that a frame
 * cannot be replayed on another connection. Takes every connection for its own: it has to be asked
 * last.
 */
public final class PythonServerDialect implements ServerDialect {

    private final Encryption encryption;
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final Limits limits;
    private final Pairing pairing = new Pairing();
    private final ErrorFrameAllowance errorFrames = new ErrorFrameAllowance();
    private final PeerLog log = new PeerLog(LoggerFactory.getLogger(PythonServerDialect.class));
    private CryptoKey key;
    private volatile PythonCodec codec;

    /**
     * @param encryption the mode; warns once that {@link Encryption#OFF} protects nothing
     * @param key the key; not used by {@link Encryption#OFF}
     */
    public PythonServerDialect(Encryption encryption, CryptoKey key, Limits limits) {
        this.encryption = encryption;
        this.key = key;
        this.codec = codec(encryption, key);
        this.limits = limits;
        if (encryption == Encryption.OFF) {
            Plaintext.warnOnce();
        }
    }

    private static PythonCodec codec(Encryption encryption, CryptoKey key) {
        boolean encrypts = encryption != Encryption.OFF;
        return PythonCodecs.of(encryption, encrypts ? key.exposeSha256() : null);
    }

    /**
     * Speaks with this key from now on. If it is another one, every connection that was made with
     * the old one ends at once: the format cannot tell a peer to come again.
     */
    public synchronized void key(CryptoKey newKey) {
        if (encryption != Encryption.OFF && !newKey.equals(key)) {
            key = newKey;
            codec = codec(encryption, newKey);
            channels.close();
        }
    }

    @Override
    public String name() {
        return "python/" + codec.encryption().wireName();
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        return Match.YES;
    }

    @Override
    public void accept(Channel channel, SessionHost host) {
        channels.add(channel);
        PythonServerSocket.install(channel, this, host);
    }

    /** The mode. */
    public Encryption encryption() {
        return encryption;
    }

    PythonCodec codec() {
        return codec;
    }

    Limits limits() {
        return limits;
    }

    Pairing pairing() {
        return pairing;
    }

    PeerLog log() {
        return log;
    }

    /** Whether an address may be told now that its handshake could not be read. */
    boolean mayTellError(InetAddress address) {
        return errorFrames.permits(address);
    }
}
