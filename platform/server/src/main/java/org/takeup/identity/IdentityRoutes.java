package org.takeup.identity;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Workspace;

/** Signing in and out, in workspaces and at the operator's console. */
final class IdentityRoutes {
    private final SignIn signIn;
    private final SignOut signOut;
    private final SessionRegister register;
    private final AuditTrail trail;

    IdentityRoutes(SignIn signIn, SignOut signOut, SessionRegister register, AuditTrail trail) {
        this.register = register;
        this.trail = trail;
        this.signIn = signIn;
        this.signOut = signOut;
    }

    Room room() {
        Access everyone = Access.everyone();
        var start = Route.page("sign-in", "/sign-in", everyone, this::start);
        var back = Route.page("signed-in", "/signed-in", everyone, this::back);
        var leave = Route.form("sign-out", "/sign-out", everyone, this::leave);
        var left = Route.page("signed-out", "/signed-out", everyone, this::left);
        return new Room(
                List.of(
                        start,
                        back,
                        leave,
                        left,
                        atOperator("operator-sign-in", start),
                        atOperator("operator-signed-in", back),
                        atOperator("operator-sign-out", leave),
                        atOperator("operator-signed-out", left),
                        backChannel()),
                List.of());
    }

    private static Route atOperator(String id, Route route) {
        return new Route(
                id,
                Route.Realm.OPERATOR,
                route.style(),
                route.method(),
                route.path(),
                route.access(),
                route.body(),
                route.handler());
    }

    private Route backChannel() {
        return new Route(
                "backchannel-logout",
                Route.Realm.PLATFORM,
                Route.Style.API,
                HttpMethod.POST,
                "/backchannel-logout",
                Access.everyone(),
                new Body.Form(Body.SMALL),
                this::told);
    }

    private Reply start(Exchange exchange) {
        Place place = place(exchange);
        String to = exchange.query("to").orElse(ReturnPath.HOME);
        if (exchange.signedIn().isPresent()) {
            return Reply.redirect(exchange.link(ReturnPath.of(to)));
        }
        String back = exchange.fullLink("/signed-in");
        // The emergency way has an address of its own, for whom the company's sign-in keeps out.
        SignIn.Begun begun = exchange.query("way").filter("local"::equals).isPresent()
                ? signIn.beginLocally(place, back, to)
                : signIn.begin(place, back, to);
        return Reply.redirect(begun.location()).with(begun.cookie());
    }

    private Reply back(Exchange exchange) {
        Place place = place(exchange);
        try {
            SignIn.Done done = signIn.finish(place, answer(exchange, place));
            exchange.inWorkspace()
                    .ifPresentOrElse(
                            workspace -> began(workspace, done.session(), exchange),
                            () -> operatorBegan(done.session(), exchange));
            Reply reply = Reply.redirect(exchange.link(done.to()));
            for (Reply.Cookie cookie : done.cookies()) {
                reply = reply.with(cookie);
            }
            return reply;
        } catch (IdentityProblems.AttemptGone gone) {
            // Several tabs asked to sign in, another one did: whoever is signed in has nothing to be told.
            return exchange.signedIn().isPresent()
                    ? Reply.redirect(exchange.link(ReturnPath.HOME))
                    : refused(exchange, gone);
        } catch (Problem problem) {
            return refused(exchange, problem);
        }
    }

    /** What the provider sent the browser back with. */
    static SignIn.Answer answer(Exchange exchange, Place place) {
        return new SignIn.Answer(
                exchange.query("state"),
                exchange.query("code"),
                exchange.query("iss"),
                exchange.query("error"),
                exchange.cookie(Attempts.cookieName(place.realm())));
    }

    private void began(Workspace workspace, Session session, Exchange exchange) {
        String device = Device.of(exchange.header("user-agent").orElse(""));
        register.began(workspace, session, device, exchange.address());
        var person = new Actor(Actor.Kind.PERSON, session.personId());
        String deed = session.groups().contains(Members.LOCAL_ADMIN) ? "sign-in.emergency-used" : "session.began";
        trail.note(workspace, new Deed(deed, "", person, exchange.address(), exchange.id(), List.of()));
    }

    private void operatorBegan(Session session, Exchange exchange) {
        var operator = new Actor(Actor.Kind.OPERATOR, session.personId());
        trail.note(
                trail.operators(),
                new Deed("session.began", "", operator, exchange.address(), exchange.id(), List.of()));
    }

    private Reply refused(Exchange exchange, Problem problem) {
        boolean wrongAccount = problem.status() == 403;
        var page = new IdentityPages.Refused(
                problem.title(),
                problem.detail(),
                wrongAccount ? signOut.exit(exchange.fullLink("/signed-out")) : exchange.link("/sign-in"),
                wrongAccount ? "Sign out of that account" : "Sign in again");
        return Reply.page("identity/refused.jte", problem.title(), page).withStatus(problem.status());
    }

    private Reply leave(Exchange exchange) {
        var realm = place(exchange).realm();
        SignOut.Left left =
                signOut.leave(realm, exchange.cookie(Sessions.cookieName(realm)), exchange.fullLink("/signed-out"));
        left.session().ifPresent(id -> exchange.inWorkspace().ifPresent(workspace -> register.left(workspace, id)));
        // Not a redirect: a form's redirects must stay on this origin, and a company's sign-out can lead over several.
        return Reply.page("identity/leaving.jte", "Signing out", new IdentityPages.Leaving(left.next()))
                .with(left.cookie())
                .withHeader("refresh", "0; url=" + left.next());
    }

    private Reply left(Exchange exchange) {
        return Reply.page(
                "identity/signed-out.jte", "Signed out", new IdentityPages.SignedOut(exchange.link("/sign-in")));
    }

    private Reply told(Exchange exchange) {
        signOut.told(exchange.form().text("logout_token").orElseThrow(IdentityProblems::badLogout));
        return Reply.empty().withStatus(200);
    }

    private static Place place(Exchange exchange) {
        return exchange.inWorkspace().<Place>map(Place.In::new).orElseGet(Place.AtOperator::new);
    }
}
