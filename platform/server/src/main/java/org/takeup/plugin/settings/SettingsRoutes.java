package org.takeup.plugin.settings;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.settings.SettingsView.Line;
import org.takeup.tenant.Role;

/** The settings of a plugin, for the workspace's admin: a form, a trial, and the API. */
public final class SettingsRoutes {
    private static final String PATH = "/plugins/{plugin}/settings";
    private static final long LARGEST_FORM = 256 * 1024;

    private final PluginSettings settings;
    private final Connections connections;

    public SettingsRoutes(PluginSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        var form = new Body.Form(LARGEST_FORM);
        return new Room(
                List.of(
                        Route.page("plugin-settings", PATH, admins, this::page),
                        Route.form("plugin-settings-save", PATH, admins, this::save)
                                .accepting(form),
                        Route.form("plugin-settings-try", PATH + "/trial", admins, this::tryOut)
                                .accepting(form),
                        Route.api("plugin-settings-read", HttpMethod.GET, PATH, admins, this::read),
                        Route.api("plugin-settings-set", HttpMethod.PUT, PATH, admins, this::set)),
                List.of());
    }

    /** What the API is told; a member that is missing counts as empty. */
    public record SettingsBody(
            @Nullable Map<String, String> values,
            @Nullable Map<String, String> secrets,
            @Nullable Set<String> clear) {
        Entered entered() {
            return new Entered(
                    values == null ? Map.of() : values,
                    secrets == null ? Map.of() : secrets,
                    clear == null ? Set.of() : clear);
        }

        @Override
        public String toString() {
            return entered().toString();
        }
    }

    private Reply page(Exchange exchange) {
        boolean saved = exchange.query("saved").isPresent();
        return Reply.page(
                "plugin/settings.jte", "Settings", form(exchange, saved).page());
    }

    private Reply save(Exchange exchange) {
        SettingsForm form = form(exchange, false);
        try {
            save(exchange, entered(exchange));
            return Reply.redirect(exchange.link("/plugins/" + exchange.path("plugin") + "/settings?saved=true"));
        } catch (Problem e) {
            return refused(exchange, form, e);
        }
    }

    private Reply tryOut(Exchange exchange) {
        SettingsForm form = form(exchange, false);
        String plugin = exchange.path("plugin");
        try {
            var noticed = connections.tryOut(exchange.workspace(), plugin, entered(exchange), exchange.locale());
            return Reply.page(
                    "plugin/settings.jte",
                    "Settings",
                    form.keeping(exchange.form()).showing(noticed).page());
        } catch (Problem e) {
            return refused(exchange, form, e);
        }
    }

    private static Reply refused(Exchange exchange, SettingsForm form, Problem problem) {
        if (problem.fields().isEmpty()) {
            throw problem;
        }
        return Reply.page(
                        "plugin/settings.jte",
                        "Settings",
                        form.keeping(exchange.form()).refusing(problem.fields()).page())
                .withStatus(422);
    }

    private SettingsForm form(Exchange exchange, boolean saved) {
        String plugin = exchange.path("plugin");
        return new SettingsForm(
                settings.schema(exchange.workspace(), plugin),
                settings.view(exchange.workspace(), plugin),
                exchange.locale(),
                connections.canTry(exchange.workspace(), plugin),
                saved);
    }

    /** A browser sends no box that is not ticked: it is false, not unknown. */
    private Entered entered(Exchange exchange) {
        Form form = exchange.form();
        var values = new HashMap<String, String>();
        var secrets = new HashMap<String, String>();
        var cleared = new HashSet<String>();
        for (Setting setting :
                settings.schema(exchange.workspace(), exchange.path("plugin")).settings()) {
            String name = setting.name();
            Optional<String> sent = SettingsForm.sent(form, setting);
            if (setting.kind() == Setting.Kind.BOOLEAN) {
                values.put(name, String.valueOf(sent.isPresent()));
            } else {
                sent.ifPresent(value -> (setting.secret() ? secrets : values).put(name, value));
            }
            if (setting.secret() && form.text(SettingsForm.CLEAR + name).isPresent()) {
                cleared.add(name);
            }
        }
        return new Entered(values, secrets, cleared);
    }

    private Reply read(Exchange exchange) {
        return Reply.json(settings.view(exchange.workspace(), exchange.path("plugin")));
    }

    private Reply set(Exchange exchange) {
        Entered entered = exchange.json(SettingsBody.class).entered();
        return Reply.json(save(exchange, entered));
    }

    private SettingsView save(Exchange exchange, Entered entered) {
        String plugin = exchange.path("plugin");
        SettingsView before = settings.view(exchange.workspace(), plugin);
        SettingsView after = settings.save(exchange.workspace(), plugin, entered);
        for (Line line : after.settings()) {
            exchange.changes(
                    line.name(),
                    before.find(line.name()).map(SettingsRoutes::said).orElse(""),
                    said(line));
        }
        return after;
    }

    /** What the audit trail may say of a setting. */
    private static String said(Line line) {
        return line.since().map(since -> "a secret, set " + since).orElse(line.value());
    }
}
