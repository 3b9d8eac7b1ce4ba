package org.takeup.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.http.Reply;

/** Signs people out, here and at the provider. Thread-safe; blocks on the store and at first use on the provider. */
final class SignOut {
    private final Provider provider;
    private final Tokens tokens;
    private final OneTime oneTime;
    private final Sessions sessions;
    private final SignOutHints hints;

    SignOut(Provider provider, Tokens tokens, OneTime oneTime, Sessions sessions, SignOutHints hints) {
        this.provider = provider;
        this.tokens = tokens;
        this.oneTime = oneTime;
        this.sessions = sessions;
        this.hints = hints;
    }

    /**
     * @param session that was ended, if there was one
     * @param next where the browser goes now, so that the provider ends its session too
     */
    record Left(Optional<String> session, String next, Reply.Cookie cookie) {}

    /**
     * Ends the session here, whatever the provider does.
     *
     * @param signedOut full address of the page that says so, known to the provider
     */
    Left leave(Sessions.Realm realm, Optional<String> sessionCookie, String signedOut) {
        Optional<Session> session = sessionCookie.flatMap(value -> sessions.find(realm, value));
        Optional<String> hint = session.flatMap(open -> hints.take(open.id()));
        session.ifPresent(open -> {
            sessions.end(open);
            DoorLog.noted("signed-out", realm, "asked");
        });
        return new Left(session.map(Session::id), providersExit(hint, signedOut), Sessions.gone(realm));
    }

    /** The provider's address that ends its session of whoever is signed in there, once they agree. */
    String exit(String signedOut) {
        return providersExit(Optional.empty(), signedOut);
    }

    /** OpenID Connect RP-Initiated Logout 1.0. Without a hint the provider asks the person. */
    private String providersExit(Optional<String> hint, String signedOut) {
        try {
            return provider.endSessionUrl()
                    + "?client_id=" + encode(provider.settings().clientId())
                    + "&post_logout_redirect_uri=" + encode(signedOut)
                    + hint.map(token -> "&id_token_hint=" + encode(token)).orElse("");
        } catch (Problem away) {
            return signedOut;
        }
    }

    /**
     * The provider says that a session, or all of a person's, ended: OpenID Connect Back-Channel Logout 1.0.
     *
     * @throws Problem with status 400 if the token is not accepted
     */
    void told(String logoutToken) {
        try {
            Claims claims = tokens.logoutToken(logoutToken);
            if (!oneTime.use(OneTime.Kind.LOGOUT_TOKEN, claims.required("jti"), tokens.logoutTokenForgotten())) {
                throw new BadToken("replayed");
            }
            claims.text("sid").ifPresentOrElse(sessions::endProviders, () -> sessions.endAllOf(claims.required("sub")));
            DoorLog.noted("signed-out", new Sessions.Realm.OfOperator(), "back channel");
        } catch (BadToken e) {
            DoorLog.noted("logout-refused", new Sessions.Realm.OfOperator(), String.valueOf(e.getMessage()));
            throw IdentityProblems.badLogout();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
