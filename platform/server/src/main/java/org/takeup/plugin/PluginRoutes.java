package org.takeup.plugin;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The plugins of a workspace, for its admin: what there is, and what is used. */
public final class PluginRoutes {
    private final Plugins plugins;

    public PluginRoutes(Plugins plugins) {
        this.plugins = plugins;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("plugins", "/plugins", admins, this::page),
                        Route.form("plugin-choose", "/plugins/{plugin}", admins, this::choose),
                        Route.api("plugins-list", HttpMethod.GET, "/plugins", admins, this::list),
                        Route.api("plugin-set", HttpMethod.PUT, "/plugins/{plugin}", admins, this::set)),
                List.of(new Room.Entry(90, "Plugins", "/plugins", admins)));
    }

    /** What the page shows and the API answers. */
    public record Listing(List<Installed> plugins) {}

    /** What the API is told. */
    public record Choice(boolean enabled) {}

    private Reply page(Exchange exchange) {
        return Reply.page("plugin/plugins.jte", "Plugins", new Listing(plugins.installed(exchange.workspace())));
    }

    private Reply choose(Exchange exchange) {
        set(exchange, exchange.form().required("enabled", 5).equals("true"));
        return Reply.redirect(exchange.link("/plugins"));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(plugins.installed(exchange.workspace())));
    }

    private Reply set(Exchange exchange) {
        return Reply.json(set(exchange, exchange.json(Choice.class).enabled()));
    }

    private Installed set(Exchange exchange, boolean enabled) {
        String plugin = exchange.path("plugin");
        return enabled ? plugins.enable(exchange.workspace(), plugin) : plugins.disable(exchange.workspace(), plugin);
    }
}
