package org.takeup.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.identity.Revocations.What;
import org.takeup.store.RandomCode;
import org.takeup.store.Sealer;
import org.takeup.tenant.SessionLimits;
import org.takeup.tenant.Tenant;

/**
 * Sessions as sealed cookies. The cookie's name and its seal both carry the realm, so that a cookie of one workspace is
 * nothing in another one, whatever it is called. Nothing is stored but revocations. Thread-safe; finding does no I/O.
 */
public final class Sessions {
    /** How long a person stays signed in at most, unless a tenant says otherwise. */
    public static final Duration LIFE = SessionLimits.USUAL.absolute();

    private final Sealer sealer;
    private final Revocations revocations;
    private final Clock clock;

    /** @param sealer with a key of this provider, so that sessions end when the platform gets another one */
    public Sessions(Sealer sealer, Revocations revocations, Clock clock) {
        this.sealer = sealer;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** What a session is bound to. */
    public sealed interface Realm {
        /** The workspace of a tenant. */
        record OfTenant(String slug, String id) implements Realm {}

        /** The operator's console. */
        record OfOperator() implements Realm {}

        static Realm of(Tenant tenant) {
            return new OfTenant(tenant.slug(), tenant.id());
        }
    }

    /** A person whose sign-in was checked. */
    public record Person(
            String idpSession, String subject, String personId, String name, String email, Set<String> groups) {}

    /** A session that was begun. @param cookie to set */
    record Started(Session session, Reply.Cookie cookie) {}

    /** A new session with a new id: what was there before sign-in is not used. @return the cookie to set */
    public Reply.Cookie start(Realm realm, Person person) {
        return begin(realm, person, LIFE).cookie();
    }

    Started begin(Realm realm, Person person, Duration life) {
        Instant now = clock.instant();
        var session = new Session(
                RandomCode.hex(16),
                person.idpSession(),
                person.subject(),
                person.personId(),
                person.name(),
                person.email(),
                person.groups(),
                RandomCode.hex(16),
                now,
                now.plus(life));
        byte[] sealed = sealer.seal(Json.write(session), purpose(realm));
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        var cookie = new Reply.Cookie(cookieName(realm), value, life.toSeconds(), false);
        return new Started(session, cookie);
    }

    /** The session in these cookies, if it is one of this realm, has not ended and was not revoked. */
    Optional<Session> find(Realm realm, Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(cookieName(realm))).flatMap(value -> find(realm, value));
    }

    /** The session in this cookie's value, as above. */
    Optional<Session> find(Realm realm, String value) {
        return open(realm, value)
                .filter(session -> session.ends().isAfter(clock.instant()))
                .filter(session -> !isRevoked(session));
    }

    private Optional<Session> open(Realm realm, String value) {
        try {
            Optional<byte[]> plain = sealer.open(Base64.getUrlDecoder().decode(value), purpose(realm));
            if (plain.isEmpty() && !value.isEmpty()) {
                DoorLog.noted("session-refused", realm, "sealed for another place, with another key, or changed");
            }
            return plain.map(bytes -> Json.read(bytes, Session.class));
        } catch (IllegalArgumentException | Problem e) {
            // No base64, or a session of an older Takeup: as good as none.
            return Optional.empty();
        }
    }

    private boolean isRevoked(Session session) {
        return revocations.covers(new What.OurSession(session.id()), session.issued())
                || isRevoked(session.idpSession(), session.subject(), session.issued());
    }

    /** Whether the provider has ended what this was issued from. */
    boolean isRevoked(String idpSession, String subject, Instant issued) {
        return revocations.covers(new What.ProvidersSession(idpSession), issued)
                || revocations.covers(new What.Everything(subject), issued);
    }

    /** Makes the session useless on every node. */
    void end(Session session) {
        end(session.id(), session.ends());
    }

    /** As above, for a session that somebody else holds. @param ends when it would have ended by itself */
    void end(String id, Instant ends) {
        revocations.add(new What.OurSession(id), ends);
    }

    /** Makes all sessions useless that came from this one of the provider's. */
    void endProviders(String idpSession) {
        revocations.add(new What.ProvidersSession(idpSession), clock.instant().plus(SessionLimits.LONGEST));
    }

    /** Makes all present sessions of a person useless. They can sign in again. */
    void endAllOf(String subject) {
        revocations.add(new What.Everything(subject), clock.instant().plus(SessionLimits.LONGEST));
    }

    /** The cookie that takes a session from the browser. */
    static Reply.Cookie gone(Realm realm) {
        return new Reply.Cookie(cookieName(realm), "", 0, false);
    }

    static String cookieName(Realm realm) {
        return switch (realm) {
            case Realm.OfTenant tenant -> "__Host-takeup." + tenant.slug();
            case Realm.OfOperator _ -> "__Host-takeup";
        };
    }

    private static String purpose(Realm realm) {
        return switch (realm) {
            case Realm.OfTenant tenant -> "session:tenant:" + tenant.id();
            case Realm.OfOperator _ -> "session:operator";
        };
    }
}
