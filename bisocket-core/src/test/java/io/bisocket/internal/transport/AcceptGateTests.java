package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Limits;
import io.bisocket.internal.link.SessionHost;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AcceptGateTests {

    private final ChannelGroup children =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final Accepted accepted = new Accepted();
    private final EmbeddedChannel listening =
            new EmbeddedChannel(
                    new AcceptGate(
                            Limits.defaults(),
                            children,
                            nobody(),
                            new PeerLog(LoggerFactory.getLogger(AcceptGateTests.class))),
                    new Register());

    @AfterEach
    void close() {
        accepted.close();
        listening.close();
    }

    @Test
    void whenAConnectionIsAcceptedItIsOneOfTheServers() {
        listening.writeInbound(accepted);

        assertThat(accepted.isOpen()).isTrue();
        assertThat(children.contains(accepted)).isTrue();
    }

    @Test
    void whenTheServerHasClosedAllConnectionsALateOneIsClosedToo() {
        children.close();

        listening.writeInbound(accepted);

        assertThat(accepted.isOpen()).isFalse();
    }

    private static SessionHost nobody() {
        return (SessionHost)
                Proxy.newProxyInstance(
                        SessionHost.class.getClassLoader(),
                        new Class<?>[] {SessionHost.class},
                        (proxy, method, arguments) -> {
                            throw new AssertionError(method);
                        });
    }

    /** A connection that has no event loop yet. */
    private static final class Accepted extends EmbeddedChannel {

        Accepted() {
            super(null, DefaultChannelId.newInstance(), false, false);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("127.0.0.1", 1);
        }
    }

    /** Gives connections their event loop, as a server's own handler does. */
    private static final class Register extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            ((EmbeddedChannel) message).register();
        }
    }
}
