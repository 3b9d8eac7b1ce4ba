package org.takeup.identity;

import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.identity.company.Connections;

/**
 * Signs people in by authorization code with PKCE (RFC 9700): the browser takes a sealed attempt along, the provider
 * answers to it once, and only the token that was made for it counts. Thread-safe; blocks on the provider and the store.
 */
final class SignIn {
    private final Provider provider;
    private final Tokens tokens;
    private final Attempts attempts;
    private final OneTime oneTime;
    private final Members members;
    private final Sessions sessions;
    private final SignOutHints hints;
    private final Connections connections;

    SignIn(
            Provider provider,
            Tokens tokens,
            Attempts attempts,
            OneTime oneTime,
            Members members,
            Sessions sessions,
            SignOutHints hints,
            Connections connections) {
        this.provider = provider;
        this.tokens = tokens;
        this.attempts = attempts;
        this.oneTime = oneTime;
        this.members = members;
        this.sessions = sessions;
        this.hints = hints;
        this.connections = connections;
    }

    /** A sign-in on its way. @param location of the provider, where the browser goes now */
    record Begun(String location, Reply.Cookie cookie) {}

    /** What the provider sent the browser back with. */
    record Answer(
            Optional<String> state,
            Optional<String> code,
            Optional<String> issuer,
            Optional<String> error,
            Optional<String> attemptCookie) {}

    /** A sign-in that is done. @param to the local path that was wanted */
    record Done(Session session, String to, List<Reply.Cookie> cookies) {}

    /**
     * @param redirectUri where the provider sends the browser back to
     * @param to wanted afterwards; anything but a local path becomes the home page
     */
    Begun begin(Place place, String redirectUri, String to) {
        return begin(place, redirectUri, to, usualWay(place));
    }

    /** As above, with an account of the provider's own: the way in when the company's sign-in is broken. */
    Begun beginLocally(Place place, String redirectUri, String to) {
        return begin(place, redirectUri, to, Way.LOCAL);
    }

    /** A sign-in at the company that is asked for anew, whoever is signed in: to try it. */
    Begun beginTrial(Place place, String redirectUri) {
        return begin(place, redirectUri, ReturnPath.HOME, Way.TRIAL);
    }

    /** Where people are sent to. */
    private enum Way {
        COMPANY,
        LOCAL,
        TRIAL
    }

    private Way usualWay(Place place) {
        return place instanceof Place.In in && connections.leadsToCompany(in.workspace()) ? Way.COMPANY : Way.LOCAL;
    }

    private Begun begin(Place place, String redirectUri, String to, Way way) {
        String issuer = provider.settings().issuer().toString();
        Attempt attempt = attempts.begin(issuer, redirectUri, ReturnPath.of(to));
        return new Begun(provider.authorizeUrl(request(place, attempt, way)), attempts.cookie(place.realm(), attempt));
    }

    private static OAuth2AuthorizationURL request(Place place, Attempt attempt, Way way) {
        var request = new OAuth2AuthorizationURL()
                .setRedirectUri(attempt.redirectUri())
                .setState(attempt.state())
                .setCodeChallenge(Secrets.sha256(attempt.verifier()))
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", attempt.nonce());
        return switch (place) {
            case Place.In in -> {
                var signIn = in.workspace().settings().signIn();
                request.setScopes(List.of("openid", "email", "profile", "organization:" + signIn.organization()));
                if (way != Way.LOCAL) {
                    request.putAdditionalParameter("kc_idp_hint", signIn.identityProvider());
                }
                if (way == Way.TRIAL) {
                    request.putAdditionalParameter("prompt", "login");
                }
                yield request;
            }
            case Place.AtOperator _ -> request.setScopes(List.of("openid", "email", "profile"));
        };
    }

    /** @throws Problem of a type of its own for each way in which it can go wrong */
    Done finish(Place place, Answer answer) {
        Attempt attempt = attempt(place, answer);
        refuseUnless(place, !isTrial(attempt));
        String idToken = idToken(place, attempt, answer);
        Claims claims = checked(place, idToken, attempt.nonce());
        Sessions.Started started = sessions.begin(place.realm(), members.admit(place, claims), place.sessionLife());
        hints.keep(started.session().id(), idToken, started.session().ends());
        DoorLog.noted("signed-in", place.realm(), "code");
        return new Done(started.session(), attempt.to(), List.of(started.cookie(), attempts.gone(place.realm())));
    }

    /** What the company said in a sign-in that was only tried. No session begins and nobody gets into the directory. */
    Claims finishTrial(Place place, Answer answer) {
        Attempt attempt = attempt(place, answer);
        refuseUnless(place, isTrial(attempt));
        return checked(place, idToken(place, attempt, answer), attempt.nonce());
    }

    /** What was begun as a trial must not end as a session, nor the other way round. */
    private static void refuseUnless(Place place, boolean fits) {
        if (!fits) {
            DoorLog.noted("sign-in-refused", place.realm(), "another landing");
            throw IdentityProblems.refused();
        }
    }

    private static boolean isTrial(Attempt attempt) {
        return attempt.redirectUri().endsWith(Trials.LANDING);
    }

    private String idToken(Place place, Attempt attempt, Answer answer) {
        requireSameIssuer(place, attempt, answer);
        answer.error().ifPresent(error -> {
            throw error.equals("access_denied") ? IdentityProblems.cancelled() : IdentityProblems.failedThere();
        });
        return exchange(place, attempt, answer);
    }

    private Attempt attempt(Place place, Answer answer) {
        Attempt attempt = answer.attemptCookie()
                .flatMap(cookie -> attempts.open(place.realm(), cookie))
                .orElseThrow(IdentityProblems::cookieLost);
        boolean own = answer.state()
                .map(state -> Secrets.same(state, attempt.state()))
                .orElse(false);
        if (!own || !oneTime.use(OneTime.Kind.SIGN_IN_STATE, attempt.state(), attempt.ends())) {
            DoorLog.noted("sign-in-refused", place.realm(), own ? "replayed state" : "another state");
            throw IdentityProblems.stale();
        }
        return attempt;
    }

    /** RFC 9207: an answer of another provider must not make us send it our code. */
    private void requireSameIssuer(Place place, Attempt attempt, Answer answer) {
        Metadata metadata = provider.metadata();
        boolean same = answer.issuer().map(metadata.issuer()::equals).orElse(!metadata.namesItself());
        if (!same || !attempt.issuer().equals(metadata.issuer())) {
            DoorLog.noted("sign-in-refused", place.realm(), "another issuer");
            throw IdentityProblems.refused();
        }
    }

    private String exchange(Place place, Attempt attempt, Answer answer) {
        String code = answer.code().orElseThrow(IdentityProblems::refused);
        try {
            return provider.exchange(code, attempt.verifier(), attempt.redirectUri());
        } catch (Provider.CodeRefused e) {
            DoorLog.noted("sign-in-refused", place.realm(), "code refused");
            throw IdentityProblems.refused();
        }
    }

    private Claims checked(Place place, String idToken, String nonce) {
        try {
            return tokens.idToken(idToken, nonce);
        } catch (BadToken e) {
            DoorLog.noted("sign-in-refused", place.realm(), String.valueOf(e.getMessage()));
            throw IdentityProblems.refused();
        }
    }
}
