package org.takeup.identity;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Finds out who makes a request. Thread-safe. */
public final class Callers {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");

    private final Sessions sessions;
    private final Bearer bearer;

    private final SessionRegister register;
    private final ApiTokens apiTokens;
    private final LocalAdmins localAdmins = new LocalAdmins();

    Callers(Sessions sessions, SessionRegister register, Bearer bearer, ApiTokens apiTokens) {
        this.register = register;
        this.apiTokens = apiTokens;
        this.sessions = sessions;
        this.bearer = bearer;
    }

    /**
     * A person whose session or token was checked.
     *
     * @param csrf what their forms must carry; empty for a token, which no browser adds by itself
     * @param scopes what an API token of the workspace is limited to; nothing for everybody else
     */
    public record SignedIn(Caller caller, String csrf, Optional<Set<String>> scopes) {
        SignedIn(Caller caller, String csrf) {
            this(caller, csrf, Optional.empty());
        }

        /**
         * What keeps this caller from a path of the API.
         *
         * @return the scope that is missing, empty text if no API token may go there, or nothing if they may
         */
        public Optional<String> missingScope(String path, boolean changes) {
            return scopes.flatMap(allowed -> Scopes.missing(allowed, path, changes));
        }
    }

    /** The person of this workspace whose session the request carries, if there is one. */
    public Optional<SignedIn> of(Workspace workspace, Map<String, String> cookies) {
        return sessions.find(Sessions.Realm.of(workspace.tenant()), cookies)
                .filter(session -> register.use(workspace, session))
                .filter(session -> !session.groups().contains(Members.LOCAL_ADMIN)
                        || localAdmins.find(workspace, session.subject()).isPresent())
                .map(session -> {
                    var roles = rolesOf(workspace, session.groups());
                    return new SignedIn(
                            new Caller(session.personId(), session.name(), session.email(), roles), session.csrf());
                });
    }

    /** The operator whose session the request carries, if there is one. */
    public Optional<SignedIn> operator(Map<String, String> cookies) {
        return sessions.find(new Sessions.Realm.OfOperator(), cookies)
                .map(session -> new SignedIn(
                        new Caller(session.personId(), session.name(), session.email(), Set.of()), session.csrf()));
    }

    /**
     * The program or person whose access token a request to the API carries, if it carries one.
     *
     * @throws org.takeup.http.Problem 401 if the token is not accepted, 403 if it is another organisation's
     */
    public Optional<SignedIn> ofToken(Workspace workspace, Map<String, String> headers) {
        return token(headers).map(token -> {
            if (ApiTokens.looksLike(token)) {
                ApiTokens.Bearer known = apiTokens.check(workspace, token);
                return new SignedIn(known.caller(), "", Optional.of(known.scopes()));
            }
            var person = bearer.person(new Place.In(workspace), token);
            return signedIn(person, rolesOf(workspace, person.groups()));
        });
    }

    /** The operator whose access token a request to the API carries, as above. */
    public Optional<SignedIn> operatorOfToken(Map<String, String> headers) {
        return token(headers).map(token -> signedIn(bearer.person(new Place.AtOperator(), token), Set.of()));
    }

    private static Set<Role> rolesOf(Workspace workspace, Set<String> groups) {
        return groups.contains(Members.LOCAL_ADMIN)
                ? EnumSet.of(Role.LEARNER, Role.PLANNER, Role.ADMIN)
                : workspace.settings().rolesFor(groups);
    }

    private static SignedIn signedIn(Sessions.Person person, Set<Role> roles) {
        return new SignedIn(new Caller(person.personId(), person.name(), person.email(), roles), "");
    }

    private static Optional<String> token(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("authorization"))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
