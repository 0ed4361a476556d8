package io.bisocket.internal.crypto;

import java.util.regex.Pattern;

/**
 * Tells random keys from passphrases by their text alone, so that both ends decide alike: at least
 * 32 bytes in hexadecimal digits, or at least 43 characters of Base64 (either alphabet, padded or
 * not) with an upper-case letter, a lower-case letter and a digit among them.
 */
final class KeyStrength {

    private static final int MIN_HEX_DIGITS = 64;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]++");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43,}+={0,2}");
    private static final Pattern UPPER = Pattern.compile("[A-Z]");
    private static final Pattern LOWER = Pattern.compile("[a-z]");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private KeyStrength() {}

    static boolean isStrong(CharSequence key) {
        return isHex(key) || isBase64(key);
    }

    private static boolean isHex(CharSequence key) {
        return key.length() >= MIN_HEX_DIGITS
                && key.length() % 2 == 0
                && HEX.matcher(key).matches();
    }

    private static boolean isBase64(CharSequence key) {
        return BASE64.matcher(key).matches()
                && UPPER.matcher(key).find()
                && LOWER.matcher(key).find()
                && DIGIT.matcher(key).find();
    }
}
