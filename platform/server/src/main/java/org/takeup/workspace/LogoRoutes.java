package org.takeup.workspace;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.workspace.Logos.Logo;
import org.takeup.workspace.picture.Picture;

/** The workspace's logo: where it is seen, and where admins change it, by page and by program. */
public final class LogoRoutes {
    /** Room for what a multipart body has around the file. */
    private static final long MOST_BODY = Picture.MOST_BYTES + 4 * 1024;

    private final Logos logos;

    public LogoRoutes(Logos logos) {
        this.logos = logos;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        var picture = new Body.Upload(MOST_BODY, Set.of(".png", ".jpg", ".jpeg", ".webp"));
        String home = "/settings/logo";
        return new Room(
                List.of(
                        // Also whoever is not signed in sees whose door it is.
                        Route.page("logo", "/logo/{hash}", Access.everyone(), this::picture),
                        Route.form("logo-set-form", home, admins, this::setForm).accepting(picture),
                        Route.form("logo-remove-form", home + "/removal", admins, this::removeForm),
                        Route.api("logo-read", HttpMethod.GET, home, admins, this::read),
                        Route.api("logo-set", HttpMethod.PUT, home, admins, this::set)
                                .accepting(picture),
                        Route.api("logo-remove", HttpMethod.DELETE, home, admins, this::remove)),
                List.of());
    }

    /** What the API says. @param href where the picture is */
    public record Shown(String mediaType, int width, int height, int bytes, String hash, String href) {
        static Shown of(Exchange exchange, Logo logo) {
            return new Shown(
                    logo.type().media(),
                    logo.width(),
                    logo.height(),
                    logo.bytes(),
                    logo.hash(),
                    exchange.link(logo.path()));
        }
    }

    /** The address names the content, so it is kept for good. Nothing of it may run, whatever a browser takes it for. */
    private Reply picture(Exchange exchange) {
        String hash = exchange.path("hash");
        Logo logo = logos.of(exchange.workspace())
                .filter(each -> each.hash().equals(hash))
                .orElseThrow(Problem::notFound);
        byte[] bytes = logos.picture(exchange.workspace(), hash).orElseThrow(Problem::notFound);
        return Reply.bytes(logo.type().media(), bytes)
                .withHeader("cache-control", "public, max-age=31536000, immutable")
                .withHeader(
                        "content-disposition",
                        "inline; filename=\"logo." + logo.type().ending() + "\"")
                .withHeader("content-security-policy", "default-src 'none'; sandbox")
                // Mails show it too, in whatever a reader opens them with.
                .withHeader("cross-origin-resource-policy", "cross-origin");
    }

    private Reply setForm(Exchange exchange) {
        put(exchange);
        return Reply.redirect(exchange.link("/settings"));
    }

    private Reply removeForm(Exchange exchange) {
        takeAway(exchange);
        return Reply.redirect(exchange.link("/settings"));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(Shown.of(exchange, logos.of(exchange.workspace()).orElseThrow(Problem::notFound)));
    }

    private Reply set(Exchange exchange) {
        return Reply.json(Shown.of(exchange, put(exchange)));
    }

    private Reply remove(Exchange exchange) {
        takeAway(exchange);
        return Reply.empty();
    }

    private Logo put(Exchange exchange) {
        Exchange.Upload upload = exchange.upload();
        Optional<Logo> before = logos.of(exchange.workspace());
        Logo now = logos.put(exchange.workspace(), upload.file(), upload.bytes());
        exchange.changes("logo", before.map(Logo::hash).orElse(null), now.hash());
        return now;
    }

    private void takeAway(Exchange exchange) {
        logos.remove(exchange.workspace()).ifPresent(gone -> exchange.changes("logo", gone.hash(), null));
    }
}
