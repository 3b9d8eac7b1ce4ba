package org.takeup.survey.privacy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a token as a browser's script does, from what the first page of an anonymous survey says. */
public final class TokenMaker {
    private static final Pattern MODULUS = Pattern.compile("data-modulus=\"([^\"]+)\"");
    private static final Pattern SIGNATURE = Pattern.compile("\"signature\":\"([^\"]+)\"");

    private final RSAPublicKey key;
    private final Slip slip;

    private TokenMaker(RSAPublicKey key, Slip slip) {
        this.key = key;
        this.slip = slip;
    }

    /** With randomness of its own. */
    public static TokenMaker of(String page) {
        return of(page, Slip.fresh().text());
    }

    /** With this randomness. */
    public static TokenMaker of(String page, String slip) {
        try {
            byte[] modulus = Base64.getUrlDecoder().decode(found(MODULUS, page));
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(65537)));
            return new TokenMaker(key, Slip.parse(slip).orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }

    public String blinded() {
        return text(slip.blinded(key));
    }

    public String secret() {
        return slip.secret();
    }

    /** @param answer what the platform said to {@link #blinded} */
    public String signature(String answer) {
        return text(slip.signature(key, Base64.getUrlDecoder().decode(found(SIGNATURE, answer))));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
