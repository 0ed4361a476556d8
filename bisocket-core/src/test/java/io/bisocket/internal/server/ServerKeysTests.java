package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.Encryption;
import io.bisocket.KeyRing;
import io.bisocket.internal.python.RawPythonPeer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another key while the server runs, for peers of the Python format. */
@Timeout(60)
class ServerKeysTests {

    private static final CryptoKey OTHER = CryptoKey.of("another key for tests");

    @Test
    void whenTheKeyIsReplacedThoseWithTheOldOneAreGone() throws Exception {
        try (RunningServer running = RunningServer.start(RunningServer.builder());
                RawPythonPeer before = running.connect()) {
            before.call("echo", "old");
            assertThat(before.replyText()).isEqualTo("old");

            running.server().keys(KeyRing.of(OTHER)).get(10, TimeUnit.SECONDS);

            await().until(() -> running.server().clients().isEmpty());
            try (RawPythonPeer after =
                    RawPythonPeer.connect(
                            running.server().port(),
                            RawPythonPeer.codec(Encryption.FASTER, OTHER))) {
                after.call("echo", "new");
                assertThat(after.replyText()).isEqualTo("new");
            }
        }
    }

    @Test
    void whenTheKeyStaysConnectionsStay() throws Exception {
        KeyRing ring = KeyRing.builder().key(RunningServer.KEY).key("another", OTHER).build();
        try (RunningServer running = RunningServer.start(RunningServer.builder());
                RawPythonPeer peer = running.connect()) {
            running.server().keys(ring).get(10, TimeUnit.SECONDS);

            peer.call("echo", "still here");
            assertThat(peer.replyText()).isEqualTo("still here");
        }
    }

    @Test
    void whenNoKeyIsWithoutANameThePythonFormatHasNone() throws Exception {
        KeyRing ring = KeyRing.builder().key("named", OTHER).build();
        try (RunningServer running = RunningServer.start(RunningServer.builder());
                RawPythonPeer peer = running.connect()) {
            assertThatThrownBy(() -> running.server().keys(ring))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the Python format uses the key without a name");

            peer.call("echo", "nothing has changed");
            assertThat(peer.replyText()).isEqualTo("nothing has changed");
        }
    }

    @Test
    void whenTheServerIsOpenToTheWorldItDoesNotTakeTheBuiltInKey() throws Exception {
        try (RunningServer running =
                RunningServer.start(RunningServer.builder().address("0.0.0.0"))) {
            assertThatThrownBy(() -> running.server().keys(KeyRing.of(CryptoKey.builtIn())))
                    .isInstanceOf(CryptoKeyException.class)
                    .hasMessageContaining("the server listens on");
        }
    }
}
