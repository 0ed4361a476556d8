package io.bisocket.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.HandlerOptions;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory.EventExecutorChooser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopsInPairsTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final int CLIENTS = 16;

    @Test
    void whenLoopsAreAskedForThenEachComesTwiceInARow() {
        EventExecutor first = new DefaultEventExecutor();
        EventExecutor second = new DefaultEventExecutor();
        EventExecutor third = new DefaultEventExecutor();
        EventExecutorChooser chooser =
                new LoopsInPairs().newChooser(new EventExecutor[] {first, second, third});

        assertThat(
                        List.of(
                                chooser.next(),
                                chooser.next(),
                                chooser.next(),
                                chooser.next(),
                                chooser.next(),
                                chooser.next(),
                                chooser.next()))
                .containsExactly(first, first, second, second, third, third, first);
    }

    @Test
    void whenClientsComeOneAfterTheOtherThenTheyLiveOnAllLoops() throws Exception {
        int loops = TcpTransport.INSTANCE.loops();
        assumeTrue(loops > 1, "one processor has one loop");
        List<BiSocketClient> clients = new ArrayList<>();
        Set<String> found = new HashSet<>();
        try (BiSocketServer server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(KEY)
                        .handler(
                                "where",
                                request -> request.reply(Thread.currentThread().getName()),
                                HandlerOptions.defaults().onEventLoop())
                        .start()) {
            for (int i = 0; i < CLIENTS; i++) {
                BiSocketClient client = client(server);
                clients.add(client);
                found.add(new String(client.request("where", new byte[0]), UTF_8));
            }
        } finally {
            clients.forEach(BiSocketClient::close);
        }

        assertThat(found).hasSizeGreaterThan(loops / 2);
    }

    private static BiSocketClient client(BiSocketServer server) {
        return BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY).connect();
    }
}
