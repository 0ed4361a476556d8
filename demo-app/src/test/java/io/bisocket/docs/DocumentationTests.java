package io.bisocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation shows is what is compiled: snippets stand in source files, word by word.
 */
class DocumentationTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET =
            Pattern.compile(
                    "^```(java|yaml|python)\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern DEPENDENCY =
            Pattern.compile("^```xml\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

    private static final String SOURCES =
            Stream.of(
                            "bisocket-core/src",
                            "bisocket-autoconfigure/src",
                            "bisocket-test/src",
                            "demo-app/src",
                            "demo-app/python")
                    .flatMap(folder -> files(ROOT.resolve(folder), ".java", ".yaml", ".py"))
                    .map(DocumentationTests::read)
                    .map(DocumentationTests::squeeze)
                    .collect(Collectors.joining("\n"));

    record Snippet(Path page, String language, String text) {

        @Override
        public String toString() {
            return page + ", " + language + ": " + text.lines().findFirst().orElse("");
        }
    }

    static Stream<Snippet> snippets() {
        return pages().flatMap(
                        page ->
                                SNIPPET.matcher(read(page))
                                        .results()
                                        .map(
                                                match ->
                                                        new Snippet(
                                                                ROOT.relativize(page),
                                                                match.group(1),
                                                                match.group(2))));
    }

    static Stream<Path> pages() {
        return Stream.concat(
                Stream.of(
                                "README.md",
                                "CONTRIBUTING.md",
                                "CHANGELOG.md",
                                "demo-app/README.md",
                                "demo-app/python/README.md")
                        .map(ROOT::resolve),
                files(ROOT.resolve("docs"), ".md"));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetStandsInASourceFile(Snippet snippet) {
        assertThat(SOURCES.contains(squeeze(snippet.text())))
                .as("a source file holds, on %s:%n%s", snippet.page(), snippet.text())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        assertThat(LINK.matcher(read(page)).results())
                .allSatisfy(link -> assertLeadsSomewhere(page, link.group(1), link.group(2)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyDependencyIsAModuleOfThisVersion(Path page) {
        String parent = read(ROOT.resolve("pom.xml"));
        String version = parent.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");
        assertThat(DEPENDENCY.matcher(read(page)).results().map(match -> squeeze(match.group(1))))
                .allSatisfy(
                        dependency ->
                                assertThat(dependency)
                                        .matches(
                                                "<dependency><groupId>io.bisocket</groupId>"
                                                        + "<artifactId>bisocket-[a-z-]+</artifactId>"
                                                        + "<version>"
                                                        + Pattern.quote(version)
                                                        + "</version></dependency>"));
    }

    @Test
    void thereAreSnippetsToCheck() {
        assertThat(snippets().map(Snippet::language)).contains("java", "yaml", "python");
    }

    private static void assertLeadsSomewhere(Path page, String path, @Nullable String anchor) {
        Path target = path.isEmpty() ? page : page.resolveSibling(path);
        assertThat(target).exists();
        if (anchor != null) {
            assertThat(
                            read(target)
                                    .lines()
                                    .filter(line -> line.startsWith("#"))
                                    .map(DocumentationTests::anchor))
                    .contains(anchor);
        }
    }

    /** The address of a heading on its page. */
    private static String anchor(String heading) {
        return heading.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static Stream<Path> files(Path folder, String... endings) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without white space, so that a page may break lines elsewhere than the formatter does. */
    private static String squeeze(String text) {
        return text.replaceAll("\\s+", "");
    }
}
