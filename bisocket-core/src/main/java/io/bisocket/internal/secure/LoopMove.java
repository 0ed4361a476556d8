package io.bisocket.internal.secure;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * Takes a channel from its event loop to another. Nothing is read in between; what was read before
 * is the handlers' to keep. To be started on the channel's loop, with auto-read off.
 */
final class LoopMove {

    private LoopMove() {}

    /**
     * Starts to move. If the channel does not arrive, it is closed.
     *
     * @param arrived runs on the new loop when the channel is there
     */
    static void start(Channel channel, EventLoop target, Runnable arrived) {
        channel.deregister()
                .addListener(
                        left ->
                                target.register(channel)
                                        .addListener(
                                                there -> {
                                                    if (there.isSuccess()) {
                                                        arrived.run();
                                                    }
                                                }));
    }
}
