package io.bisocket.internal.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of a decoded body, joined and split at the field separator. */
final class Fields {

    private Fields() {}

    /**
     * Joins texts and a last field that may hold anything.
     *
     * @throws IllegalArgumentException if a reader would not find the separator where a text ends,
     *     or a text has no UTF-8 form; the message names the field
     */
    static byte[] join(Field[] texts, byte[] last) {
        byte[][] encoded = new byte[texts.length][];
        int length = last.length;
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].encode();
            length += encoded[i].length + Token.LENGTH;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] text : encoded) {
            System.arraycopy(text, 0, joined, at, text.length);
            Token.FIELD_SEPARATOR.copyTo(joined, at + text.length);
            at += text.length + Token.LENGTH;
        }
        System.arraycopy(last, 0, joined, at, last.length);
        return joined;
    }

    /**
     * Splits at the first separators, as many as there are fields but one.
     *
     * @throws PythonDecodeException if there are fewer
     */
    static byte[][] split(byte[] body, int count, String what) {
        byte[][] fields = new byte[count][];
        int from = 0;
        for (int i = 0; i < count - 1; i++) {
            int separator = Token.FIELD_SEPARATOR.indexIn(body, from);
            if (separator < 0) {
                throw unexpected(
                        "expected a %s of %d fields but there were %d"
                                .formatted(what, count, i + 1));
            }
            fields[i] = Arrays.copyOfRange(body, from, separator);
            from = separator + Token.LENGTH;
        }
        fields[count - 1] = Arrays.copyOfRange(body, from, body.length);
        return fields;
    }

    /** The text that a field holds, which must be well-formed UTF-8. */
    static String text(byte[] field, String name) {
        String text = new String(field, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), field)) {
            throw unexpected(
                    "expected the %s to be UTF-8 but its %d bytes are not"
                            .formatted(name, field.length));
        }
        return text;
    }

    static PythonDecodeException unexpected(String message) {
        return new PythonDecodeException(PythonDecodeException.Reason.FIELDS, message);
    }

    /** A text and what it is called in an error message. */
    record Field(String name, String value) {

        private byte[] encode() {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (!new String(bytes, StandardCharsets.UTF_8).equals(value)) {
                throw new IllegalArgumentException(
                        "the %s has no UTF-8 form: it holds half a surrogate pair".formatted(name));
            }
            if (!Token.FIELD_SEPARATOR.canFollow(bytes)) {
                throw new IllegalArgumentException(
                        "the %s '%s' may neither hold the field separator '|(---)|' nor end in '|(---)'"
                                .formatted(name, value));
            }
            return bytes;
        }
    }
}
