package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The published vectors of this very handshake, message by message, from both sides. */
class NoiseVectorTests {

    private static final int HANDSHAKE_MESSAGES = 2;

    @TestFactory
    Stream<DynamicTest> cacophony() {
        return PublishedVectors.tests(
                "cacophony-25519-aesgcm-sha256.json",
                file -> {
                    List<JsonNode> vectors = ofThisPattern(file);
                    assertThat(vectors).isNotEmpty();
                    return vectors.stream().map(v -> dynamicTest(name(v), () -> check(v)));
                });
    }

    private static List<JsonNode> ofThisPattern(JsonNode file) {
        return PublishedVectors.elements(file.get("vectors"))
                .filter(v -> name(v).equals(NoiseHandshake.PROTOCOL_NAME))
                .toList();
    }

    private static void check(JsonNode vector) {
        NoiseHandshake initiator =
                NoiseHandshake.initiator(
                        psk(vector, "init_psks"),
                        PublishedVectors.hex(vector, "init_prologue"),
                        () -> keyPair(vector, "init_ephemeral"));
        NoiseHandshake responder =
                NoiseHandshake.responder(
                        psk(vector, "resp_psks"),
                        PublishedVectors.hex(vector, "resp_prologue"),
                        () -> keyPair(vector, "resp_ephemeral"));
        List<JsonNode> messages = PublishedVectors.elements(vector.get("messages")).toList();
        checkHandshake(initiator, responder, messages.get(0));
        checkHandshake(responder, initiator, messages.get(1));

        SecureChannel first = initiator.split();
        SecureChannel second = responder.split();
        byte[] hash = PublishedVectors.hex(vector, "handshake_hash");
        assertThat(first.handshakeHash()).isEqualTo(hash);
        assertThat(second.handshakeHash()).isEqualTo(hash);
        checkTransport(first, second, messages.subList(HANDSHAKE_MESSAGES, messages.size()));
    }

    private static void checkHandshake(NoiseHandshake from, NoiseHandshake to, JsonNode message) {
        byte[] payload = PublishedVectors.hex(message, "payload");
        byte[] written = from.writeMessage(payload);
        assertThat(written).isEqualTo(PublishedVectors.hex(message, "ciphertext"));
        assertThat(to.readMessage(written)).isEqualTo(payload);
    }

    /** The sides take turns; the initiator begins. */
    private static void checkTransport(
            SecureChannel initiator, SecureChannel responder, List<JsonNode> messages) {
        assertThat(messages).isNotEmpty();
        for (int i = 0; i < messages.size(); i++) {
            boolean fromInitiator = i % 2 == 0;
            SecureChannel from = fromInitiator ? initiator : responder;
            SecureChannel to = fromInitiator ? responder : initiator;
            byte[] payload = PublishedVectors.hex(messages.get(i), "payload");
            byte[] body = Records.body(Records.seal(from.sealer(), payload));
            assertThat(body).isEqualTo(PublishedVectors.hex(messages.get(i), "ciphertext"));
            assertThat(Records.open(to.opener(), body)).isEqualTo(payload);
        }
    }

    private static SecretBytes psk(JsonNode vector, String field) {
        assertThat(vector.get(field)).hasSize(1);
        return SecretBytes.copyOf(Bytes.hex(vector.get(field).get(0).asString()));
    }

    private static X25519KeyPair keyPair(JsonNode vector, String field) {
        return X25519KeyPair.ofPrivateKey(PublishedVectors.hex(vector, field));
    }

    private static String name(JsonNode vector) {
        return vector.get("protocol_name").asString();
    }
}
