package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
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

    /**
     * A test for each case of a Wycheproof file that the filter lets through.
     *
     * @param results what these cases have as result, each at least once and nothing else
     */
    static Stream<DynamicTest> wycheproof(
            String file,
            Predicate<Case> filter,
            Set<String> results,
            ThrowingConsumer<Case> check) {
        return tests(
                file,
                root -> {
                    List<Case> cases = cases(root).filter(filter).toList();
                    assertThat(cases).extracting(Case::result).hasSameElementsAs(results);
                    return cases.stream().map(c -> dynamicTest(c.name(), () -> check.accept(c)));
                });
    }

    private static Stream<Case> cases(JsonNode root) {
        return elements(root.get("testGroups"))
                .flatMap(group -> elements(group.get("tests")).map(test -> new Case(group, test)));
    }

    /** The tests that these make of the file, or a skipped one where there is no such file. */
    static Stream<DynamicTest> tests(String file, Function<JsonNode, Stream<DynamicTest>> tests) {
        Path path = folder().resolve(file);
        if (Files.isRegularFile(path)) {
            return tests.apply(JsonMapper.shared().readTree(path));
        }
        String reason =
                "SKIPPED: no published vectors at "
                        + path
                        + "; set BISOCKET_VECTORS to the folder that holds them";
        System.out.println(reason);
        return Stream.of(dynamicTest(file, () -> Assumptions.abort(reason)));
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
