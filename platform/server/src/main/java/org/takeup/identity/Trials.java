package org.takeup.identity;

import java.util.Optional;
import java.util.Set;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * Sign-ins at a company that are tried out before they count: they go the whole way, and end with what the company said,
 * not with a session. Thread-safe; blocks on the provider and the store.
 */
public final class Trials {
    /** Where a trial ends, within a workspace. */
    public static final String LANDING = "/sign-in-setup/tried";

    private final SignIn signIn;

    Trials(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * What came.
     *
     * @param emailProven whether the company vouches for the address
     * @param way alias of the sign-in that was gone through
     * @param groups all that came, also those that mean nothing here
     * @param roles that the person would have
     */
    public record Outcome(
            String subject,
            String name,
            String email,
            boolean emailProven,
            Optional<String> way,
            boolean member,
            Set<String> groups,
            Set<Role> roles) {}

    /** Sends the browser to the company. */
    public Reply begin(Exchange exchange) {
        SignIn.Begun begun = signIn.beginTrial(new Place.In(exchange.workspace()), exchange.fullLink(LANDING));
        return Reply.redirect(begun.location()).with(begun.cookie());
    }

    /** @throws Problem of the types that signing in has, if it went wrong before it came back here */
    public Outcome finish(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Place place = new Place.In(workspace);
        Claims claims = signIn.finishTrial(place, IdentityRoutes.answer(exchange, place));
        return new Outcome(
                claims.required("sub"),
                claims.text("name").orElse(""),
                claims.text("email").orElse(""),
                claims.isTrue("email_verified"),
                claims.text(Claims.IDENTITY_PROVIDER),
                claims.organizations().contains(workspace.settings().signIn().organization()),
                claims.texts("groups"),
                workspace.settings().rolesFor(claims.texts("groups")));
    }
}
