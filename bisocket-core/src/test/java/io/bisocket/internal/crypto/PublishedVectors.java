package io.bisocket.internal.crypto;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published vectors, read where they are; without them the tests are skipped, and say so. */
final class PublishedVectors {

    private PublishedVectors() {}

    /** One Wycheproof case and the group it stands in. */
    record Case(JsonNode group, JsonNode test) {

        String name() {
            return "case " + test.get("tcId").asInt() + " " + test.get("comment").asString();
        }

        byte[] bytes(String field) {
            return hex(test, field);
        }

        String result() {
            return test.get("result").asString();
        }

        boolean hasFlag(String flag) {
            return elements(test.get("flags")).anyMatch(f -> f.asString().equals(flag));
        }
    }

    static List<Case> wycheproof(String file) {
        return elements(load(file).get("testGroups"))
                .flatMap(group -> elements(group.get("tests")).map(test -> new Case(group, test)))
                .toList();
    }

    static JsonNode load(String file) {
        Path path = folder().resolve(file);
        if (!Files.isRegularFile(path)) {
            String reason =
                    "SKIPPED: no published vectors at "
                            + path
                            + "; set BISOCKET_VECTORS to the folder that holds them";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return JsonMapper.shared().readTree(path);
    }

    private static Path folder() {
        return Optional.ofNullable(System.getProperty("bisocket.vectors"))
                .or(() -> Optional.ofNullable(System.getenv("BISOCKET_VECTORS")))
                .map(Path::of)
                .orElseGet(PublishedVectors::besideTheCheckout);
    }

    private static Path besideTheCheckout() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return module.resolve("../../shared/vectors").normalize();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static byte[] hex(JsonNode node, String field) {
        return HexFormat.of().parseHex(node.get(field).asString());
    }
}
