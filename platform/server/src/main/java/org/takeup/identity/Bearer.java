package org.takeup.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens of the API. Checking one costs a signature and a look into the directory, so what came of it is kept for
 * a minute; that it was not revoked and has not ended is looked at each time. Thread-safe.
 */
final class Bearer {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private final Tokens tokens;
    private final Members members;
    private final Sessions sessions;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Known> known = new ConcurrentHashMap<>();

    Bearer(Tokens tokens, Members members, Sessions sessions, Clock clock) {
        this.tokens = tokens;
        this.members = members;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A token means something else in each place; a record, so that no two keys can be mistaken. */
    private record Key(Sessions.Realm realm, String tokenDigest) {}

    private record Known(Sessions.Person person, Instant issued, Instant until) {}

    /**
     * The person or program that a token stands for.
     *
     * @throws org.takeup.http.Problem 401 if it is not accepted, 403 if it is another organisation's
     */
    Sessions.Person person(Place place, String token) {
        var key = new Key(place.realm(), Secrets.sha256(token));
        Known found = known.get(key);
        if (found == null || !found.until().isAfter(clock.instant())) {
            found = check(place, token);
            keep(key, found);
        }
        Sessions.Person person = found.person();
        if (sessions.isRevoked(person.idpSession(), person.subject(), found.issued())) {
            throw IdentityProblems.badBearer();
        }
        return person;
    }

    private Known check(Place place, String token) {
        try {
            Claims claims = tokens.accessToken(token);
            Instant expiry = claims.instant("exp").orElseThrow();
            Instant soon = clock.instant().plus(KEPT);
            return new Known(
                    members.recognize(place, claims),
                    claims.instant("iat").orElseThrow(),
                    expiry.isBefore(soon) ? expiry : soon);
        } catch (BadToken e) {
            DoorLog.noted("token-refused", place.realm(), String.valueOf(e.getMessage()));
            throw IdentityProblems.badBearer();
        }
    }

    private void keep(Key key, Known found) {
        if (known.size() >= MOST_KEPT) {
            Instant now = clock.instant();
            known.values().removeIf(each -> !each.until().isAfter(now));
        }
        if (known.size() < MOST_KEPT) {
            known.put(key, found);
        }
    }
}
