package org.takeup.identity;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.takeup.audit.AuditTrail;
import org.takeup.http.Room;
import org.takeup.identity.company.Connections;
import org.takeup.people.People;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.tenant.Workspace;

/** The parts of this capability, put together once per node. */
public final class Reception {
    private final Vertx vertx;
    private final Revocations revocations;
    private final OneTime oneTime;
    private final SignOutHints hints;
    private final Sessions sessions;
    private final Callers callers;
    private final SessionRegister register;
    private final People people;
    private final ApiTokens apiTokens = new ApiTokens();
    private final IdentityRoutes routes;
    private final Trials trials;

    /** @param sealers gives the sealer of each use; the uses here name the provider, so its sessions end with it */
    public Reception(
            Vertx vertx,
            Store store,
            Signals signals,
            Clock clock,
            Provider.Settings settings,
            Function<String, Sealer> sealers,
            People people,
            AuditTrail trail) {
        this.vertx = vertx;
        this.revocations = new Revocations(store, signals, clock);
        this.oneTime = new OneTime(store, clock);
        this.hints = new SignOutHints(store, sealers.apply("sign-out-hints"), clock);
        this.sessions = new Sessions(sealers.apply("sessions:" + settings.issuer()), revocations, clock);
        var provider = new Provider(vertx, settings, clock);
        var tokens = new Tokens(provider, clock);
        var connections = new Connections();
        var members = new Members(people, connections);
        var attempts = new Attempts(sealers.apply("sign-in:" + settings.issuer()), clock);
        var signIn = new SignIn(provider, tokens, attempts, oneTime, members, sessions, hints, connections);
        this.trials = new Trials(signIn);
        var signOut = new SignOut(provider, tokens, oneTime, sessions, hints);
        this.register = new SessionRegister(sessions);
        this.people = people;
        people.whenRightsAreLost(register::endAll);
        this.callers = new Callers(sessions, register, new Bearer(tokens, members, sessions, clock), apiTokens);
        this.routes = new IdentityRoutes(signIn, signOut, register, trail);
    }

    /** Makes the indexes of the control collections; part of the migrations. */
    public static void createIndexes(Store store) {
        Revocations.createIndexes(store);
        OneTime.createIndexes(store);
        SignOutHints.createIndexes(store);
    }

    public List<Room> rooms() {
        return List.of(
                routes.room(),
                new SessionRoutes(register, people::names).room(),
                new TokenRoutes(apiTokens).room(),
                new OAuthRoutes(apiTokens).room());
    }

    /** Sign-ins that are only tried. */
    public Trials trials() {
        return trials;
    }

    public Callers callers() {
        return callers;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** Learns which sessions were revoked, and goes on learning. Blocks for one look into the store. */
    public void open() {
        revocations.refresh();
        Upkeep.start(vertx, revocations, oneTime, hints);
    }

    /** Signs a person of a workspace out, wherever they are signed in. */
    public void endSessions(Workspace workspace, String person) {
        register.of(workspace, person).forEach(line -> register.end(workspace, line.id(), Optional.of(person)));
    }
}
