package org.takeup.plugin;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.Details.Detail;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.tenant.Role;

/** The plugins of a workspace, for its admin: what there is, and what is used. */
public final class PluginRoutes {
    private static final int LONGEST_VERSION = 60;

    private final Plugins plugins;
    private final Packages packages;
    private final Details details;
    private final PluginSettings settings;

    public PluginRoutes(Plugins plugins, Packages packages, Details details, PluginSettings settings) {
        this.plugins = plugins;
        this.packages = packages;
        this.details = details;
        this.settings = settings;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("plugins", "/plugins", admins, this::page),
                        Route.form("plugin-choose", "/plugins/{plugin}", admins, this::choose),
                        Route.page("plugin", "/plugins/{plugin}", admins, this::detailPage),
                        Route.form("plugin-follow", "/plugins/{plugin}/follow", admins, this::follow),
                        Route.api("plugin-get", HttpMethod.GET, "/plugins/{plugin}", admins, this::detail),
                        Route.api("plugins-list", HttpMethod.GET, "/plugins", admins, this::list),
                        Route.api("plugin-set", HttpMethod.PUT, "/plugins/{plugin}", admins, this::set)),
                List.of(new Room.Entry(Room.Group.MANAGE, 90, "Plugins", "/plugins", admins)));
    }

    /**
     * What the page shows and the API answers.
     *
     * @param stopped ids of plugins that do not run because their publisher is not approved any more
     * @param unsigned ids of plugins that nobody stands for; a development switch lets them run
     */
    public record Listing(List<Installed> plugins, List<String> stopped, Set<String> unsigned) {}

    /**
     * What the API is told; what is left out stays as it is.
     *
     * @param follows {@code stable}, {@code next} or a version
     */
    public record Choice(
            @Nullable Boolean enabled, @Nullable String follows) {}

    private Reply page(Exchange exchange) {
        return Reply.page("plugin/plugins.jte", "Plugins", listing(exchange));
    }

    private Listing listing(Exchange exchange) {
        return new Listing(plugins.installed(exchange.workspace()), packages.stopped(), packages.unsigned());
    }

    private Reply detailPage(Exchange exchange) {
        Detail detail = of(exchange);
        return Reply.page("plugin/plugin.jte", detail.plugin().plugin(), detail);
    }

    private Reply detail(Exchange exchange) {
        return Reply.json(of(exchange));
    }

    private Detail of(Exchange exchange) {
        String plugin = exchange.path("plugin");
        return details.of(
                exchange.workspace(), plugin, settings.reaches(exchange.workspace(), plugin), exchange.locale());
    }

    private Reply choose(Exchange exchange) {
        enable(exchange, exchange.form().required("enabled", 5).equals("true"));
        return Reply.redirect(exchange.link("/plugins"));
    }

    private Reply follow(Exchange exchange) {
        follow(exchange, exchange.form().required("follows", LONGEST_VERSION));
        return Reply.redirect(exchange.link("/plugins/" + exchange.path("plugin")));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(listing(exchange));
    }

    private Reply set(Exchange exchange) {
        Choice choice = exchange.json(Choice.class);
        if (choice.enabled() == null && choice.follows() == null) {
            throw Problem.invalid("enabled", "Say enabled, or follows, or both.");
        }
        if (choice.follows() != null) {
            follow(exchange, choice.follows());
        }
        if (choice.enabled() != null) {
            enable(exchange, choice.enabled());
        }
        return Reply.json(plugins.installed(exchange.workspace(), exchange.path("plugin")));
    }

    private void enable(Exchange exchange, boolean enabled) {
        String plugin = exchange.path("plugin");
        exchange.changes(
                "enabled", plugins.installed(exchange.workspace(), plugin).enabled(), enabled);
        if (enabled) {
            plugins.enable(exchange.workspace(), plugin);
        } else {
            plugins.disable(exchange.workspace(), plugin);
        }
    }

    private void follow(Exchange exchange, String word) {
        Follow follow = Follow.of(word)
                .orElseThrow(() -> Problem.invalid("follows", "Give stable, next or a version such as 1.2.0."));
        String plugin = exchange.path("plugin");
        exchange.changes(
                "follows", plugins.installed(exchange.workspace(), plugin).follows(), follow.word());
        plugins.follow(exchange.workspace(), plugin, follow);
    }
}
