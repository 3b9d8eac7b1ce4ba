package org.takeup.identity.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.identity.Trials;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connection.Tried;
import org.takeup.tenant.Workspace;

/**
 * Trying a connection before it is in force: whoever has the page's link signs in at their company and sees what came. Open
 * to everybody, for who tries is not signed in here; the link has a ticket.
 */
public final class TrialRoutes {
    static final String TRY = SetupRoutes.HOME + "/try";

    private final Setup setup;
    private final Trials trials;
    private final AuditTrail trail;

    TrialRoutes(Setup setup, Trials trials, AuditTrail trail) {
        this.setup = setup;
        this.trials = trials;
        this.trail = trail;
    }

    List<Route> routes() {
        Access everyone = Access.everyone();
        return List.of(
                Route.page("sso-try", TRY, everyone, this::begin),
                Route.page("sso-tried", Trials.LANDING, everyone, this::tried));
    }

    /** What came in a try. @param own whether the address is of a domain of the workspace's own */
    public record TriedPage(
            @Nullable Tried tried,
            String subject,
            boolean own,
            @Nullable Problem problem) {}

    private Reply begin(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Connection connection = setup.connection(workspace).orElseThrow(SetupProblems::badTicket);
        TrialLinks.check(workspace, connection, exchange.query("ticket").orElse(""));
        return trials.begin(exchange);
    }

    /** Shows what came. Whoever opens this address without having begun a try sees that they have not. */
    private Reply tried(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        try {
            Trials.Outcome outcome = trials.finish(exchange);
            Tried tried = setup.tried(workspace, outcome);
            var deed = new Deed(
                    "sign-in.tried", "", Actor.platform("sign-in-setup"), exchange.address(), exchange.id(), List.of());
            trail.note(workspace, deed);
            return result(
                    new TriedPage(tried, outcome.subject(), OwnDomains.isOwnAddress(workspace, outcome.email()), null));
        } catch (Problem e) {
            return result(new TriedPage(null, "", false, e)).withStatus(e.status());
        }
    }

    private static Reply result(TriedPage page) {
        return Reply.page("identity/tried.jte", "What came from your sign-in", page)
                .withHeader("cache-control", "no-store");
    }
}
