package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.Packages;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.VersionDesk;
import org.takeup.plugin.VersionDesk.Overview;
import org.takeup.tenant.Tenants;

/** The versions of a plugin in the operator's console: channels, trials, roll-back, loading anew. */
public final class VersionRoutes {
    private static final Access OPERATOR = Access.operator();
    private static final int LONGEST_LIST = 10_000;
    private static final int LONGEST_VERSION = 60;

    private final VersionDesk desk;
    private final Packages packages;
    private final Nodes nodes;
    private final Tenants tenants;

    public VersionRoutes(VersionDesk desk, Packages packages, Nodes nodes, Tenants tenants) {
        this.desk = desk;
        this.packages = packages;
        this.nodes = nodes;
        this.tenants = tenants;
    }

    public Room room() {
        return new Room(
                List.of(
                        in(Route.page("operator-plugin", "/plugins/{plugin}", OPERATOR, this::page)),
                        form("operator-plugin-promote", "/plugins/{plugin}/{version}/promotion", this::promoteForm),
                        form("operator-plugin-anew-form", "/plugins/{plugin}/{version}/load-anew", this::loadAnewForm),
                        form("operator-plugin-try", "/plugins/{plugin}/trial", this::tryForm),
                        form("operator-plugin-roll-back", "/plugins/{plugin}/roll-back", this::rollBackForm),
                        api("operator-plugin-get", HttpMethod.GET, "/plugins/{plugin}", this::get),
                        api(
                                        "operator-plugin-anew",
                                        HttpMethod.POST,
                                        "/plugins/{plugin}/{version}/load-anew",
                                        this::loadAnew)
                                .accepting(new Body.None()),
                        api(
                                "operator-plugin-release",
                                HttpMethod.PUT,
                                "/plugins/{plugin}/channels/stable",
                                this::release),
                        api("operator-plugin-trial", HttpMethod.PUT, "/plugins/{plugin}/channels/trial", this::tryOut),
                        api(
                                        "operator-plugin-back",
                                        HttpMethod.POST,
                                        "/plugins/{plugin}/channels/roll-back",
                                        this::rollBack)
                                .accepting(new Body.None())),
                List.of());
    }

    private static Route in(Route route) {
        return route.in(Route.Realm.OPERATOR);
    }

    private static Route form(String id, String path, Handler handler) {
        return in(Route.form(id, path, OPERATOR, handler));
    }

    private static Route api(String id, HttpMethod method, String path, Handler handler) {
        return in(Route.api(id, method, path, OPERATOR, handler));
    }

    /** What the API is told to make stable. */
    public record Stable(@Nullable String version) {
        String required() {
            if (version == null) {
                throw Problem.invalid("version", "Name the version that is to become the stable one.");
            }
            return version;
        }
    }

    /** What the API is told to try out. */
    public record TrialWanted(
            @Nullable String version,
            @Nullable Integer percent,
            @Nullable List<String> tenants) {
        String requiredVersion() {
            if (version == null) {
                throw Problem.invalid("version", "Name the version that is to be tried out.");
            }
            return version;
        }
    }

    /** What the page shows. @param copies the plugin on each node */
    public record Page(Overview overview, List<Nodes.Copy> copies) {}

    private Reply page(Exchange exchange) {
        Overview overview = overview(exchange);
        return Reply.page(
                "operator/plugin.jte", overview.plugin(), new Page(overview, nodes.copies(overview.plugin())));
    }

    private Reply loadAnewForm(Exchange exchange) {
        loadAnew(exchange);
        return back(exchange);
    }

    private Reply loadAnew(Exchange exchange) {
        var version = new Version(exchange.path("plugin"), exchange.path("version"));
        packages.loadAnew(version);
        nodes.reportNow();
        return Reply.empty();
    }

    private Reply promoteForm(Exchange exchange) {
        promote(exchange, exchange.path("version"));
        return back(exchange);
    }

    private void promote(Exchange exchange, String version) {
        changing(exchange, () -> desk.promote(new Version(exchange.path("plugin"), version)));
    }

    /** Does it and says for the trail where the channels led before and lead now. */
    private void changing(Exchange exchange, Runnable change) {
        Overview before = overview(exchange);
        change.run();
        Overview after = overview(exchange);
        exchange.changes("stable", before.stable(), after.stable());
        exchange.changes("trial", trial(before.trial()), trial(after.trial()));
    }

    private Overview overview(Exchange exchange) {
        return desk.overview(exchange.path("plugin"), tenants.all());
    }

    private static @Nullable String trial(VersionDesk.@Nullable Trial trial) {
        return trial == null
                ? null
                : trial.version() + " for " + trial.percent() + " % and " + String.join(" ", trial.tenants());
    }

    private void rollBackNow(Exchange exchange) {
        changing(exchange, () -> desk.rollBack(exchange.path("plugin")));
    }

    private Reply tryForm(Exchange exchange) {
        var form = exchange.form();
        var version = new Version(exchange.path("plugin"), form.required("version", LONGEST_VERSION));
        List<String> slugs = form.text("tenants").stream()
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_LIST)))
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(slug -> !slug.isEmpty())
                .toList();
        int percent = form.number("percent", 0, 100);
        changing(exchange, () -> desk.tryOut(version, percent, slugs, tenants.all()));
        return back(exchange);
    }

    private Reply rollBackForm(Exchange exchange) {
        rollBackNow(exchange);
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/plugins/" + exchange.path("plugin")));
    }

    private Reply get(Exchange exchange) {
        return Reply.json(overview(exchange));
    }

    private Reply release(Exchange exchange) {
        promote(exchange, exchange.json(Stable.class).required());
        return get(exchange);
    }

    private Reply tryOut(Exchange exchange) {
        TrialWanted wanted = exchange.json(TrialWanted.class);
        var version = new Version(exchange.path("plugin"), wanted.requiredVersion());
        int percent = wanted.percent() == null ? 0 : wanted.percent();
        List<String> slugs = wanted.tenants() == null ? List.of() : wanted.tenants();
        changing(exchange, () -> desk.tryOut(version, percent, slugs, tenants.all()));
        return get(exchange);
    }

    private Reply rollBack(Exchange exchange) {
        rollBackNow(exchange);
        return get(exchange);
    }
}
