package org.takeup.identity;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Json;
import org.takeup.http.Problem;

/**
 * A compact JSON Web Signature, taken apart but not believed: {@link KeySet#verify} comes first.
 *
 * @param type {@code typ} of the header, or empty
 */
record SignedToken(String raw, String algorithm, String kid, String type, Claims claims) {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final List<String> TIMES = List.of("exp", "iat", "nbf");
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** @throws BadToken if it is no signed token, or uses an extension that we do not know */
    static SignedToken parse(String raw) {
        if (raw.length() > MOST_CHARACTERS || !SHAPE.matcher(raw).matches()) {
            throw new BadToken("not a signed token");
        }
        String[] parts = raw.split("\\.", 3);
        var header = new Claims(part(parts[0]));
        if (header.has("crit")) {
            throw new BadToken("unknown extension");
        }
        // Keys that a token brings along (jwk, jku, x5c, x5u) are never looked at.
        var claims = new Claims(part(parts[1]));
        TIMES.forEach(time -> requireMoment(claims, time));
        return new SignedToken(
                raw,
                header.required("alg"),
                header.required("kid"),
                header.text("typ").orElse(""),
                claims);
    }

    private static void requireMoment(Claims claims, String name) {
        if (claims.has(name) && claims.instant(name).isEmpty()) {
            throw new BadToken(name + " is no moment");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> part(String encoded) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(encoded), Map.class);
        } catch (IllegalArgumentException | Problem e) {
            throw new BadToken("not readable");
        }
    }
}
