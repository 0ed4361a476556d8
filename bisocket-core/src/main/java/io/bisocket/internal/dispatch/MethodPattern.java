package io.bisocket.internal.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern of method names, segment by segment. Immutable. Patterns sort by how much they say: the
 * first that matches is the best.
 */
final class MethodPattern implements Comparable<MethodPattern> {

    private static final String ONE = "*";
    private static final String REST = "**";
    private static final int COST_OF_ANY = 100;

    private static final Comparator<MethodPattern> BY_PRECISION =
            Comparator.comparing((MethodPattern pattern) -> pattern.rest)
                    .thenComparingInt(pattern -> pattern.rest ? -pattern.length() : 0)
                    .thenComparingInt(MethodPattern::cost)
                    .thenComparingInt(pattern -> -pattern.length())
                    .thenComparing(MethodPattern::order);

    private final String text;
    private final List<Segment> segments;
    private final boolean rest;

    private MethodPattern(String text, List<Segment> segments, boolean rest) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.rest = rest;
    }

    /**
     * The pattern that this is; empty if it is a name.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Optional<MethodPattern> of(String text) {
        String[] parts = text.split("\\.", -1);
        boolean rest = parts[parts.length - 1].equals(REST);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < parts.length - (rest ? 1 : 0); i++) {
            segments.add(Segment.of(parts[i], text));
        }
        checkVariables(segments, text);
        boolean name = !rest && segments.stream().allMatch(each -> each.kind == Kind.LITERAL);
        return name ? Optional.empty() : Optional.of(new MethodPattern(text, segments, rest));
    }

    boolean matches(String method) {
        int from = 0;
        for (Segment segment : segments) {
            if (from > method.length()) {
                return false;
            }
            int to = endOfSegment(method, from);
            if (!segment.matches(method, from, to)) {
                return false;
            }
            from = to + 1;
        }
        return rest || from > method.length();
    }

    /** What the variables stand for in a method that matches. */
    Map<String, String> variables(String method) {
        Map<String, String> variables = new HashMap<>();
        int from = 0;
        for (Segment segment : segments) {
            int to = endOfSegment(method, from);
            if (segment.kind == Kind.VARIABLE) {
                variables.put(segment.text, method.substring(from, to));
            }
            from = to + 1;
        }
        return Map.copyOf(variables);
    }

    /** Two patterns of one shape match the same methods. */
    String shape() {
        return order();
    }

    @Override
    public int compareTo(MethodPattern other) {
        return BY_PRECISION.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static int endOfSegment(String method, int from) {
        int dot = method.indexOf('.', from);
        return dot < 0 ? method.length() : dot;
    }

    private static void checkVariables(List<Segment> segments, String text) {
        Set<String> names = new HashSet<>();
        for (Segment segment : segments) {
            if (segment.kind == Kind.VARIABLE && !names.add(segment.text)) {
                throw new IllegalArgumentException(
                        "the variable '%s' occurs twice in the method pattern '%s'"
                                .formatted(segment.text, text));
            }
        }
    }

    private int cost() {
        return segments.stream().mapToInt(segment -> segment.kind.cost).sum();
    }

    /** As Spring counts: whatever is variable has length 1. */
    private int length() {
        return segments.stream().mapToInt(segment -> 1 + segment.length()).sum();
    }

    private String order() {
        StringBuilder order = new StringBuilder();
        segments.forEach(segment -> order.append(segment.order()).append('.'));
        return rest ? order.append(REST).toString() : order.toString();
    }

    private enum Kind {
        LITERAL(0),
        VARIABLE(1),
        ANY(COST_OF_ANY);

        private final int cost;

        Kind(int cost) {
            this.cost = cost;
        }
    }

    private record Segment(Kind kind, String text) {

        static Segment of(String part, String pattern) {
            if (part.equals(ONE)) {
                return new Segment(Kind.ANY, part);
            }
            boolean braces = part.startsWith("{") && part.endsWith("}") && part.length() > 2;
            String inner = braces ? part.substring(1, part.length() - 1) : part;
            if (inner.contains("*") || inner.contains("{") || inner.contains("}")) {
                throw new IllegalArgumentException(
                        "'%s' in the method pattern '%s' must be a name, '*', '{variable}', or at the end '**'"
                                .formatted(part, pattern));
            }
            return new Segment(braces ? Kind.VARIABLE : Kind.LITERAL, inner);
        }

        boolean matches(String method, int from, int to) {
            return kind == Kind.LITERAL
                    ? to - from == text.length() && method.startsWith(text, from)
                    : to > from;
        }

        int length() {
            return kind == Kind.LITERAL ? text.length() : 1;
        }

        /** Names before variables, and these before anything; variables are all alike. */
        String order() {
            return switch (kind) {
                case LITERAL -> "0" + text;
                case VARIABLE -> "1";
                case ANY -> "2";
            };
        }
    }
}
