package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.WhenFull;
import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.KeyDerivation;
import io.bisocket.internal.crypto.KeyId;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.RecordFormat;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.protocol.ClientHello;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.secure.FaultProxy.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody learns who records both sockets of a session. */
@Timeout(60)
class NativeCaptureTests {

    private static final String SERVICE = "test";
    private static final String PAYLOAD = "a very recognisable payload, eighty times ".repeat(80);

    private final LinkServer server = Links.echoServer();
    private final FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
    private final LinkClient client = Links.client();

    @BeforeEach
    void talk() {
        Link link = client.connect(proxy.port());
        for (int i = 0; i < 20; i++) {
            ask(link);
            ask(server.clients.get(client.id).link());
        }
    }

    private static void ask(Link link) {
        byte[] payload = PAYLOAD.getBytes(StandardCharsets.UTF_8);
        Outgoing message =
                new Outgoing("recognisable.method", payload, Map.of("recognisable", "header"));
        assertThat(Asking.on(link, message, TIMEOUT, WhenFull.WAIT).join().bytes())
                .isEqualTo(payload);
    }

    @AfterEach
    void closeAll() {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void whenASessionIsRecordedNothingOfItCanBeRead() {
        for (byte[] bytes : everything()) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("recognisable", SERVICE, KEY.exposeSecret());
            assertThat(text).doesNotContain(text(client.id));
        }
    }

    @Test
    void whenEqualMessagesAreSentTheirRecordsDiffer() {
        for (byte[] bytes : everything()) {
            List<ByteBuffer> pieces = new ArrayList<>();
            for (byte[] record : records(bytes)) {
                for (int at = 2; at + 16 <= record.length; at += 16) {
                    pieces.add(ByteBuffer.wrap(record, at, 16).slice());
                }
            }
            assertThat(pieces).doesNotHaveDuplicates();
        }
    }

    @Test
    void whenTheKeyIsStolenLaterTheRecordedSessionStaysClosed() {
        SecretBytes master = KeyDerivation.masterKey(KEY.exposeSecret(), SERVICE);
        SecretBytes psk = KeyDerivation.psk(master, KeyId.UNNAMED);
        for (int connection = 0; connection < proxy.accepted(); connection++) {
            byte[] sent = proxy.captured(connection, Direction.TO_SERVER);
            ClientHello hello = ClientHelloCodec.read(Unpooled.wrappedBuffer(sent));
            if (hello.header().keyKind() == KeyKind.CONFIGURED) {
                NoiseHandshake thief =
                        NoiseHandshake.responder(
                                psk, ClientHelloCodec.prologue(SERVICE, hello.header()));
                // The key opens the hello, which holds nothing, and that is all.
                assertThat(thief.readMessage(hello.noiseMessage())).isEmpty();
                thief.writeMessage(new byte[0]);
                var opener = thief.split().opener();
                byte[] record = records(sent).get(0);
                assertThatThrownBy(
                                () ->
                                        opener.open(
                                                record,
                                                RecordFormat.HEADER_LENGTH,
                                                record.length - RecordFormat.HEADER_LENGTH,
                                                new byte[record.length],
                                                0))
                        .isInstanceOfSatisfying(
                                CryptoException.class,
                                e ->
                                        assertThat(e.reason())
                                                .isEqualTo(CryptoException.Reason.NOT_AUTHENTIC));
            }
        }
    }

    /** What went each way over each socket. */
    private List<byte[]> everything() {
        List<byte[]> all = new ArrayList<>();
        assertThat(proxy.accepted()).isEqualTo(2);
        for (int connection = 0; connection < 2; connection++) {
            for (Direction direction : Direction.values()) {
                byte[] captured = proxy.captured(connection, direction);
                assertThat(captured).hasSizeGreaterThan(ServerReplyCodec.LENGTH);
                all.add(captured);
            }
        }
        return all;
    }

    private static List<byte[]> records(byte[] captured) {
        boolean fromClient = captured[0] == ClientHelloCodec.magic()[0];
        ByteBuf in = Unpooled.wrappedBuffer(captured);
        in.skipBytes(fromClient ? ClientHelloCodec.LENGTH : ServerReplyCodec.LENGTH);
        List<byte[]> records = new ArrayList<>();
        while (in.isReadable()) {
            byte[] record =
                    new byte[RecordFormat.HEADER_LENGTH + in.getUnsignedShort(in.readerIndex())];
            in.readBytes(record);
            records.add(record);
        }
        return records;
    }

    private static String text(UUID id) {
        return new String(ServerSide.bytes(id), StandardCharsets.ISO_8859_1);
    }
}
