package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The first page of the platform, and what a workspace says about itself in the API. */
public final class HomePages {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private HomePages() {}

    /** @param signUp whether anybody may sign up */
    static List<Route> routes(boolean signUp) {
        return List.of(
                platform("platform-home", "/", _ -> Reply.page("web/front-door.jte", "Welcome", signUp)),
                platform("workspace-find", "/find", HomePages::find),
                Route.api("workspace", HttpMethod.GET, "/workspace", Access.signedIn(), HomePages::workspace));
    }

    private static Route platform(String id, String path, org.takeup.http.Handler handler) {
        return new Route(
                id,
                Route.Realm.PLATFORM,
                Route.Style.PAGE,
                HttpMethod.GET,
                path,
                Access.everyone(),
                new Body.None(),
                handler);
    }

    /** What the API says. @param person the caller's id in the directory, who has the roles */
    public record Self(String slug, String name, String timeZone, String language, String person, Set<Role> roles) {}

    private static Reply find(Exchange exchange) {
        String slug = exchange.query("workspace")
                .map(asked -> asked.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!SLUG.matcher(slug).matches()) {
            throw Problem.invalid("workspace", "Give its short name, for example northbank.");
        }
        return Reply.redirect("/w/" + slug + "/");
    }

    private static Reply workspace(Exchange exchange) {
        var tenant = exchange.workspace().tenant();
        return Reply.json(new Self(
                tenant.slug(),
                tenant.name(),
                tenant.settings().zone().getId(),
                tenant.settings().language().toLanguageTag(),
                exchange.caller().personId(),
                exchange.caller().roles()));
    }
}
