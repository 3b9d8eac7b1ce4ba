package org.takeup.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.takeup.audit.AuditTrail;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.Callers;
import org.takeup.ops.Metrics;
import org.takeup.quota.Allowances;
import org.takeup.tenant.Tenants;
import org.takeup.workspace.Logos;

/** The HTTP server of this node. Wires the door and owns its life. */
public final class WebServer {
    private static final int NO_LIMIT_BUT_THE_BODYS = -1;

    private final Listeners listeners;
    private final Dispatcher dispatcher;
    private final List<Route> routes;

    private WebServer(Listeners listeners, Dispatcher dispatcher, List<Route> routes) {
        this.listeners = listeners;
        this.dispatcher = dispatcher;
        this.routes = routes;
    }

    /**
     * Where and how to listen.
     *
     * @param publicUrl as people see it; requests for any other host belong to tenants' own hosts or to nobody
     * @param uploads folder for files while they come in
     * @param patience how long a small body may take to come in
     * @param apiRequestsAMinute how often one caller may use the API on this node
     * @param notices shown on every page
     */
    public record Settings(
            String host,
            int port,
            URI publicUrl,
            Path uploads,
            Duration patience,
            int apiRequestsAMinute,
            List<String> notices,
            boolean signUp) {}

    /** Starts to listen. Blocks until it does; throws if the port is taken. Not for event loops. */
    public static WebServer start(
            Vertx vertx,
            Settings settings,
            Tenants tenants,
            Callers callers,
            AuditTrail trail,
            List<Route> routes,
            List<Room.Entry> entries,
            Allowances allowances,
            Logos logos,
            Metrics metrics) {
        var hosts = new Hosts(settings.publicUrl());
        var templates = new Templates();
        var frames = new Frames(entries, settings.notices(), allowances::notices, logos);
        boolean https = "https".equals(settings.publicUrl().getScheme());
        var responses =
                new Responses(new ErrorPages(templates, frames), new ProtectingHeaders(https), settings.publicUrl());
        var turnstile = new Turnstile(responses, metrics);
        var dispatcher = new Dispatcher(
                new Admission(hosts, tenants, callers),
                templates,
                frames,
                hosts,
                responses,
                new Deeds(trail, tenants),
                new Limits(settings.apiRequestsAMinute(), allowances),
                turnstile);
        var bodies = new Bodies(vertx, settings.uploads(), settings.patience(), responses);
        var all = withOwn(routes, settings.signUp());
        List<String> forgotten = Deeds.forgotten(all);
        if (!forgotten.isEmpty()) {
            throw new IllegalStateException("Say in Deeds what the audit trail keeps of " + forgotten);
        }
        var door = new Door(vertx, hosts, bodies, dispatcher, responses, metrics);
        var listeners = Listeners.start(
                vertx, options(settings), () -> door.open(all), turnstile::sentAway, new Unreadable(responses));
        return new WebServer(listeners, dispatcher, all);
    }

    /** The routes that the door itself has, and the others. */
    private static List<Route> withOwn(List<Route> routes, boolean signUp) {
        var all = new ArrayList<>(routes);
        all.addAll(Theme.routes());
        all.addAll(HomePages.routes(signUp));
        var api = OpenApi.of(all);
        all.addAll(new Reference(api.document(), all).routes());
        all.addAll(ProblemPages.routes());
        all.add(api.route());
        return List.copyOf(all);
    }

    /** Everything that this server answers, static files aside. */
    public List<Route> routes() {
        return routes;
    }

    private static HttpServerOptions options(Settings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setMaxFormAttributeSize(NO_LIMIT_BUT_THE_BODYS)
                .setMaxFormFields(512)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(true);
    }

    /** Takes no new connections, lets requests under way finish for at most this long. */
    public void drain(long seconds) throws InterruptedException {
        listeners.drain(seconds);
        dispatcher.drain(1);
    }
}
