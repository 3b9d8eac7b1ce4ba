package org.takeup.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.Connections.Verdict;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.people.Identity;
import org.takeup.people.People;
import org.takeup.people.scim.CompanyGroups;
import org.takeup.tenant.Workspace;

/**
 * Turns checked claims into a person of a place, or refuses them. Keycloak signs people in whether or not they belong to
 * the organisation that was asked for; that check is this class.
 */
final class Members {
    private static final String OPERATOR_ROLE = "operator";
    private static final int MOST_CHARACTERS = 120;

    /**
     * In a session's groups: an admin by the workspace's own list. A company's group of this name means nothing, even if it
     * is mapped to a role.
     */
    static final String LOCAL_ADMIN = "takeup:local-admin";

    private final People people;
    private final CompanyGroups companyGroups = new CompanyGroups();
    private final Connections connections;
    private final LocalAdmins localAdmins = new LocalAdmins();

    Members(People people, Connections connections) {
        this.people = people;
        this.connections = connections;
    }

    /** Somebody who has signed in; they are in the directory from now on. @throws Problem if they have no right to be here */
    Sessions.Person admit(Place place, Claims claims) {
        return switch (place) {
            case Place.In in -> comingIn(in.workspace(), claims);
            case Place.AtOperator _ -> operator(claims);
        };
    }

    /**
     * Whom an access token stands for. It puts nobody into the directory: most tokens are programs', and a program is
     * neither invited nor counted.
     *
     * @throws Problem as above
     */
    Sessions.Person recognize(Place place, Claims claims) {
        return switch (place) {
            case Place.In in -> {
                requireMember(in.workspace(), claims);
                refuse(in.workspace(), verdict(in.workspace(), claims));
                yield member(in.workspace(), claims, people::idOf);
            }
            case Place.AtOperator _ -> operator(claims);
        };
    }

    private Sessions.Person comingIn(Workspace workspace, Claims claims) {
        requireMember(workspace, claims);
        Verdict verdict = verdict(workspace, claims);
        return switch (verdict) {
            case Verdict.Counts() -> member(workspace, claims, people::signedIn);
            case Verdict.LocalAdministrator(LocalAdmin admin) -> localAdmin(workspace, claims, admin);
            case Verdict.CompanyOnly() ->
                throw IdentityProblems.companyOnly(workspace.tenant().name());
            default -> throw refusal(workspace, verdict);
        };
    }

    private Verdict verdict(Workspace workspace, Claims claims) {
        return connections.verdict(workspace, claims.text(Claims.IDENTITY_PROVIDER), claims.required("sub"));
    }

    /** A program's account of Keycloak's own goes on while people have to come through the company. */
    private static void refuse(Workspace workspace, Verdict verdict) {
        if (verdict instanceof Verdict.OtherWay || verdict instanceof Verdict.OnlyTried) {
            throw refusal(workspace, verdict);
        }
    }

    private static Problem refusal(Workspace workspace, Verdict verdict) {
        String name = workspace.tenant().name();
        return verdict instanceof Verdict.OnlyTried
                ? IdentityProblems.onlyTried(name)
                : IdentityProblems.otherOrganization(name);
    }

    /** An account for emergencies is nobody of the directory: it is not invited and not counted. */
    private Sessions.Person localAdmin(Workspace workspace, Claims claims, LocalAdmin admin) {
        localAdmins.used(workspace, admin);
        var person = member(workspace, claims, admin.breakGlass() ? people::idOf : people::signedIn);
        return new Sessions.Person(
                person.idpSession(),
                person.subject(),
                person.personId(),
                person.name(),
                person.email(),
                Set.of(LOCAL_ADMIN));
    }

    private Sessions.Person member(
            Workspace workspace, Claims claims, BiFunction<Workspace, Identity, String> personId) {
        Set<String> claimed = mapped(workspace, claims.texts("groups"));
        var identity = new Identity(
                claims.required("iss"),
                claims.required("sub"),
                name(claims),
                email(claims),
                isEmailProven(workspace, claims),
                claimed);
        String id = personId.apply(workspace, identity);
        if (people.hasLeft(workspace, id)) {
            throw IdentityProblems.hasLeft(workspace.tenant().name());
        }
        var groups = new HashSet<>(claimed);
        groups.addAll(mapped(workspace, companyGroups.of(workspace, id)));
        return person(claims, id, groups);
    }

    /** Another company's sign-in, or an account of the provider's own, can state any address it likes. */
    private static boolean isEmailProven(Workspace workspace, Claims claims) {
        String own = workspace.settings().signIn().identityProvider();
        return claims.isTrue("email_verified")
                && claims.text(Claims.IDENTITY_PROVIDER).filter(own::equals).isPresent();
    }

    private static void requireMember(Workspace workspace, Claims claims) {
        var signIn = workspace.settings().signIn();
        if (claims.organizations().contains(signIn.organization())) {
            return;
        }
        // Keycloak names no organisation but the one that was asked for: that somebody belongs to another one shows in
        // the sign-in they came through.
        boolean elsewhere = !claims.organizations().isEmpty()
                || claims.text(Claims.IDENTITY_PROVIDER)
                        .filter(way -> !way.equals(signIn.identityProvider()))
                        .isPresent();
        String name = workspace.tenant().name();
        throw elsewhere ? IdentityProblems.otherOrganization(name) : IdentityProblems.notAMember(name);
    }

    private static Sessions.Person operator(Claims claims) {
        if (!claims.texts("roles").contains(OPERATOR_ROLE)) {
            throw IdentityProblems.notAnOperator();
        }
        return person(claims, claims.required("sub"), Set.of());
    }

    /** Only the groups that mean something here: hundreds of others would not fit into a cookie. */
    private static Set<String> mapped(Workspace workspace, Collection<String> groups) {
        var mapped = new HashSet<String>();
        workspace.settings().groupsByRole().values().forEach(mapped::addAll);
        mapped.retainAll(groups);
        mapped.remove(LOCAL_ADMIN);
        return mapped;
    }

    private static Sessions.Person person(Claims claims, String personId, Set<String> groups) {
        return new Sessions.Person(
                claims.text("sid").orElse(""), claims.required("sub"), personId, name(claims), email(claims), groups);
    }

    private static String name(Claims claims) {
        return shortened(
                claims.text("name").or(() -> claims.text("preferred_username")).orElse("Somebody"));
    }

    private static String email(Claims claims) {
        String email = claims.text("email").orElse("");
        // A cut address would be another one.
        return email.length() > 254 ? "" : email;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
    }
}
