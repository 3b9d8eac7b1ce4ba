package org.takeup.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.store.RandomCode;
import org.takeup.store.Sealer;

/** Begun sign-ins as sealed cookies, one per realm and browser; a newer one replaces it. Thread-safe, does no I/O. */
final class Attempts {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Sealer sealer;
    private final Clock clock;

    Attempts(Sealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    Attempt begin(String issuer, String redirectUri, String to) {
        return new Attempt(
                issuer,
                RandomCode.hex(16),
                RandomCode.hex(16),
                RandomCode.hex(32),
                redirectUri,
                to,
                clock.instant().plus(LIFE));
    }

    Reply.Cookie cookie(Sessions.Realm realm, Attempt attempt) {
        byte[] sealed = sealer.seal(Json.write(attempt), purpose(realm));
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        return new Reply.Cookie(cookieName(realm), value, LIFE.toSeconds(), false);
    }

    Reply.Cookie gone(Sessions.Realm realm) {
        return new Reply.Cookie(cookieName(realm), "", 0, false);
    }

    /** The attempt in a cookie's value, if it was begun in this realm and its time is not over. */
    Optional<Attempt> open(Sessions.Realm realm, String cookie) {
        try {
            return sealer.open(Base64.getUrlDecoder().decode(cookie), purpose(realm))
                    .map(plain -> Json.read(plain, Attempt.class))
                    .filter(attempt -> attempt.ends().isAfter(clock.instant()));
        } catch (IllegalArgumentException | Problem e) {
            return Optional.empty();
        }
    }

    static String cookieName(Sessions.Realm realm) {
        return switch (realm) {
            case Sessions.Realm.OfTenant tenant -> "__Host-takeup-login." + tenant.slug();
            case Sessions.Realm.OfOperator _ -> "__Host-takeup-login";
        };
    }

    private static String purpose(Sessions.Realm realm) {
        return switch (realm) {
            case Sessions.Realm.OfTenant tenant -> "login:tenant:" + tenant.id();
            case Sessions.Realm.OfOperator _ -> "login:operator";
        };
    }
}
