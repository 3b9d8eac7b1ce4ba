package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.Packages;
import org.takeup.plugin.trust.Publisher;
import org.takeup.plugin.trust.Publishers;

/** Whose plugins this platform takes, for the operator. What is revoked stops on this node before the answer. */
public final class PublisherRoutes {
    private static final Access OPERATOR = Access.operator();
    private static final int LONGEST = 500;

    private final Publishers publishers;
    private final Packages packages;

    public PublisherRoutes(Publishers publishers, Packages packages) {
        this.publishers = publishers;
        this.packages = packages;
    }

    public Room room() {
        String one = "/publishers/{publisher}";
        String key = one + "/keys/{key}/revocation";
        return new Room(
                List.of(
                        Route.page("operator-publishers", "/publishers", OPERATOR, this::page)
                                .in(Route.Realm.OPERATOR),
                        form("operator-publisher-approve-form", "/publishers", this::approveForm),
                        form("operator-publisher-key-form", one + "/keys", this::keyForm),
                        form("operator-publisher-key-revoke-form", key, this::revokeKeyForm),
                        form("operator-publisher-revoke-form", one + "/revocation", this::revokeForm),
                        form("operator-publisher-restore-form", one + "/approval", this::restoreForm),
                        form("operator-publisher-own-form", one + "/own", this::ownForm),
                        api("operator-publishers-list", HttpMethod.GET, "/publishers", this::list),
                        api("operator-publisher-approve", HttpMethod.POST, "/publishers", this::approve),
                        api("operator-publisher-key-add", HttpMethod.POST, one + "/keys", this::addKey),
                        api("operator-publisher-key-revoke", HttpMethod.PUT, key, this::revokeKey),
                        api("operator-publisher-revoke", HttpMethod.PUT, one + "/revocation", this::revoke),
                        api("operator-publisher-restore", HttpMethod.DELETE, one + "/revocation", this::restore),
                        api("operator-publisher-own", HttpMethod.PUT, one + "/own", this::own)),
                List.of(new Room.Entry(Room.Group.PLATFORM, 15, "Publishers", "/publishers", OPERATOR)));
    }

    /** All publishers. */
    public record PublisherList(List<Publisher> publishers, boolean unsignedAllowed) {}

    /** What the API is told to approve a publisher. */
    public record Approval(
            @Nullable String publisher,
            @Nullable String name,
            @Nullable String publicKey,
            boolean own) {}

    /** What the API is told about a key; without times it counts always. */
    public record NewKey(
            @Nullable String publicKey,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** Why trust is taken back. */
    public record Reason(@Nullable String reason) {}

    /** Whether a publisher is the operator itself. */
    public record Own(@Nullable Boolean own) {}

    private static Route form(String id, String path, Handler handler) {
        return Route.form(id, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private static Route api(String id, HttpMethod method, String path, Handler handler) {
        return Route.api(id, method, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private PublisherList all() {
        return new PublisherList(publishers.all(), packages.letsUnsignedIn());
    }

    private Reply page(Exchange exchange) {
        return Reply.page("operator/publishers.jte", "Publishers", all());
    }

    private Reply list(Exchange exchange) {
        return Reply.json(all());
    }

    private Reply approveForm(Exchange exchange) {
        Form form = exchange.form();
        approve(
                exchange,
                form.required("publisher", LONGEST),
                form.required("name", LONGEST),
                form.text("own").isPresent(),
                form.required("publicKey", LONGEST));
        return done(exchange);
    }

    private Reply approve(Exchange exchange) {
        Approval told = exchange.json(Approval.class);
        Publisher publisher = approve(
                exchange,
                given("publisher", told.publisher()),
                given("name", told.name()),
                told.own(),
                given("publicKey", told.publicKey()));
        packages.publishersChanged();
        return Reply.json(201, publisher);
    }

    private Publisher approve(Exchange exchange, String id, String name, boolean own, String key) {
        Publisher approved = publishers.approve(id, name, own, key, null);
        exchange.changes("publisher", null, approved.id());
        note(exchange, Optional.empty(), Optional.of(approved));
        return approved;
    }

    /** Does it and says for the trail what of the publisher is not as it was. */
    private void changing(Exchange exchange, Runnable change) {
        Optional<Publisher> before = publishers.find(exchange.path("publisher"));
        change.run();
        note(exchange, before, publishers.find(exchange.path("publisher")));
    }

    private static void note(Exchange exchange, Optional<Publisher> before, Optional<Publisher> after) {
        exchange.changes("own", said(before, Publisher::own), said(after, Publisher::own));
        exchange.changes("keys", said(before, PublisherRoutes::keys), said(after, PublisherRoutes::keys));
        exchange.changes("revoked", said(before, PublisherRoutes::revoked), said(after, PublisherRoutes::revoked));
    }

    private static @Nullable Object said(Optional<Publisher> publisher, Function<Publisher, @Nullable Object> what) {
        return publisher.map(what).orElse(null);
    }

    /** By the beginning of their fingerprints. */
    private static String keys(Publisher publisher) {
        return publisher.keys().stream()
                .map(key -> key.fingerprint().substring(0, 16) + (key.revoked() == null ? "" : " revoked"))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Object revoked(Publisher publisher) {
        return publisher.revoked() == null ? null : publisher.revoked().reason();
    }

    private Reply keyForm(Exchange exchange) {
        Form form = exchange.form();
        Instant until = form.text("until").isPresent()
                ? form.date("until").plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : null;
        String key = form.required("publicKey", LONGEST);
        changing(exchange, () -> publishers.addKey(exchange.path("publisher"), key, null, until));
        return done(exchange);
    }

    private Reply addKey(Exchange exchange) {
        NewKey told = exchange.json(NewKey.class);
        String key = given("publicKey", told.publicKey());
        changing(exchange, () -> publishers.addKey(exchange.path("publisher"), key, told.from(), told.until()));
        return changed();
    }

    private Reply revokeKeyForm(Exchange exchange) {
        revokeKey(exchange, exchange.form().required("reason", LONGEST));
        return done(exchange);
    }

    private Reply revokeKey(Exchange exchange) {
        revokeKey(exchange, reason(exchange));
        return changed();
    }

    private void revokeKey(Exchange exchange, String reason) {
        changing(exchange, () -> publishers.revokeKey(exchange.path("publisher"), exchange.path("key"), reason));
        exchange.changes("reason", null, reason);
    }

    private Reply revokeForm(Exchange exchange) {
        revoke(exchange, exchange.form().required("reason", LONGEST));
        return done(exchange);
    }

    private Reply revoke(Exchange exchange) {
        revoke(exchange, reason(exchange));
        return changed();
    }

    private void revoke(Exchange exchange, String reason) {
        changing(exchange, () -> publishers.revoke(exchange.path("publisher"), reason));
    }

    private Reply restoreForm(Exchange exchange) {
        changing(exchange, () -> publishers.restore(exchange.path("publisher")));
        return done(exchange);
    }

    private Reply restore(Exchange exchange) {
        changing(exchange, () -> publishers.restore(exchange.path("publisher")));
        return changed();
    }

    private Reply ownForm(Exchange exchange) {
        setOwn(exchange, exchange.form().required("own", 5).equals("true"));
        return done(exchange);
    }

    private Reply own(Exchange exchange) {
        Boolean own = exchange.json(Own.class).own();
        if (own == null) {
            throw Problem.invalid("own", "Give true or false.");
        }
        setOwn(exchange, own);
        return changed();
    }

    private void setOwn(Exchange exchange, boolean own) {
        changing(exchange, () -> publishers.setOwn(exchange.path("publisher"), own));
    }

    private Reply done(Exchange exchange) {
        packages.publishersChanged();
        return Reply.redirect(exchange.link("/publishers"));
    }

    private Reply changed() {
        packages.publishersChanged();
        return Reply.empty();
    }

    private static String reason(Exchange exchange) {
        return given("reason", exchange.json(Reason.class).reason());
    }

    private static String given(String member, @Nullable String value) {
        if (value == null) {
            throw Problem.invalid(member, "This is missing.");
        }
        return value;
    }
}
