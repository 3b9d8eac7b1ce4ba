package org.takeup.webhook;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.event.Event;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.egress.Egress;
import org.takeup.tenant.Role;
import org.takeup.webhook.Delivery.State;
import org.takeup.webhook.WebhookViews.Choice;
import org.takeup.webhook.WebhookViews.Hook;
import org.takeup.webhook.WebhookViews.HookPage;
import org.takeup.webhook.WebhookViews.Hooks;
import org.takeup.webhook.WebhookViews.ListPage;
import org.takeup.webhook.WebhookViews.Part;
import org.takeup.webhook.WebhookViews.Sent;
import org.takeup.webhook.WebhookViews.WithSecret;

/** Webhooks as pages and in the API, for admins. */
public final class WebhookRoutes {
    private static final int PAGE = 50;
    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_NOTE = 100;
    private static final int LONGEST_BOTH_HOURS = 7 * 24;
    private static final Pattern CURSOR = Pattern.compile("[0-9]{13}-[0-9a-f]{32}");

    private final Webhooks webhooks;

    public WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        String one = "/webhooks/{webhook}";
        String again = one + "/deliveries/{delivery}/resend";
        return new Room(
                List.of(
                        Route.page("webhooks", "/webhooks", admins, this::listPage),
                        Route.page("webhook", one, admins, this::hookPage),
                        Route.form("webhook-make-form", "/webhooks", admins, this::makeByForm),
                        Route.form("webhook-change-form", one, admins, this::changeByForm),
                        Route.form("webhook-remove-form", one + "/removal", admins, this::removeByForm),
                        Route.form("webhook-secret-form", one + "/secret", admins, this::secretByForm),
                        Route.form("webhook-ping-form", one + "/ping", admins, this::pingByForm),
                        Route.form("webhook-replay-form", one + "/replay", admins, this::replayByForm),
                        Route.form("webhook-resend-form", again, admins, this::resendByForm),
                        Route.api("webhooks-list", HttpMethod.GET, "/webhooks", admins, this::list),
                        Route.api("webhook-make", HttpMethod.POST, "/webhooks", admins, this::make),
                        Route.api("webhook-read", HttpMethod.GET, one, admins, this::read),
                        Route.api("webhook-change", HttpMethod.PUT, one, admins, this::change),
                        Route.api("webhook-remove", HttpMethod.DELETE, one, admins, this::remove),
                        Route.api("webhook-secret", HttpMethod.POST, one + "/secret", admins, this::secret),
                        Route.api("webhook-ping", HttpMethod.POST, one + "/ping", admins, this::ping)
                                .accepting(new Body.None()),
                        Route.api("webhook-deliveries", HttpMethod.GET, one + "/deliveries", admins, this::deliveries),
                        Route.api("webhook-replay", HttpMethod.POST, one + "/replay", admins, this::replay),
                        Route.api("webhook-resend", HttpMethod.POST, again, admins, this::resend)
                                .accepting(new Body.None())),
                List.of());
    }

    /** What the API is told of an endpoint. @param on left out means on */
    public record Wanted(
            @Nullable String url,
            @Nullable String note,
            @Nullable Set<String> events,
            @Nullable Boolean on) {}

    /** What the API is told of a new secret. @param hours for which the old one signs as well */
    public record NewSecret(@Nullable Integer hours) {}

    /** What the API is told to send again. @param all also what arrived */
    public record Replay(@Nullable Instant since, @Nullable Boolean all) {}

    /** What the API answers to a trial. */
    public record Pinged(String delivery) {}

    /** How many are sent again. */
    public record Replayed(long deliveries) {}

    private Reply listPage(Exchange exchange) {
        return showList(exchange, null);
    }

    private Reply showList(Exchange exchange, @Nullable WithSecret made) {
        return Reply.page(
                        "webhook/list.jte",
                        "Webhooks",
                        new ListPage(hooks(exchange).webhooks(), Choice.all(), made, Webhooks.MOST))
                .withHeader("cache-control", "no-store");
    }

    private Hooks hooks(Exchange exchange) {
        Instant now = now(exchange);
        return new Hooks(webhooks.list(exchange.workspace()).stream()
                .map(each -> Hook.of(each, now))
                .toList());
    }

    private static Instant now(Exchange exchange) {
        return exchange.workspace().clock().instant();
    }

    private Reply hookPage(Exchange exchange) {
        return showHook(exchange, null);
    }

    private Reply showHook(Exchange exchange, @Nullable String fresh) {
        Hook hook = hook(exchange);
        long again = exchange.query("again")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .orElse(-1L);
        return Reply.page(
                        "webhook/hook.jte",
                        "Webhook",
                        new HookPage(
                                hook,
                                Choice.all(),
                                part(exchange),
                                exchange.query("state").orElse(""),
                                fresh,
                                again))
                .withHeader("cache-control", "no-store");
    }

    private Hook hook(Exchange exchange) {
        return Hook.of(webhooks.find(exchange.workspace(), id(exchange)), now(exchange));
    }

    private static String id(Exchange exchange) {
        return exchange.path("webhook");
    }

    private Reply list(Exchange exchange) {
        return Reply.json(hooks(exchange));
    }

    private Reply read(Exchange exchange) {
        return tagged(hook(exchange));
    }

    private static Reply tagged(Hook hook) {
        return Reply.json(hook).withHeader("etag", Versions.tag(hook.version()));
    }

    /** Not a redirect: the secret is shown here, once, and in no address. */
    private Reply makeByForm(Exchange exchange) {
        return showList(exchange, make(exchange, wishOfForm(exchange, true)));
    }

    private Reply make(Exchange exchange) {
        return Reply.json(201, make(exchange, wish(exchange))).withHeader("cache-control", "no-store");
    }

    private WithSecret make(Exchange exchange, Endpoint.Wish wish) {
        Webhooks.Made made = webhooks.make(exchange.workspace(), exchange.caller(), wish);
        exchange.changes("webhook", null, made.endpoint().id());
        exchange.changes("host", null, host(wish.url()));
        exchange.changes("events", null, String.join(" ", made.endpoint().types()));
        return WithSecret.of(made, now(exchange));
    }

    /** An address may hold a secret of the receiver's; its host is enough for the trail. */
    private static String host(String url) {
        return Egress.origin(url).orElse("");
    }

    private static Endpoint.Wish wish(Exchange exchange) {
        Wanted wanted = exchange.json(Wanted.class);
        String note = wanted.note() == null ? "" : wanted.note();
        Set<String> events = wanted.events() == null ? Set.of() : wanted.events();
        return wish(wanted.url() == null ? "" : wanted.url(), note, events, !Boolean.FALSE.equals(wanted.on()));
    }

    private static Endpoint.Wish wishOfForm(Exchange exchange, boolean on) {
        var form = exchange.form();
        return wish(form.required("url", LONGEST_URL), form.text("note").orElse(""), form.values("event"), on);
    }

    private static Endpoint.Wish wish(String url, String note, Collection<String> events, boolean on) {
        if (url.length() > LONGEST_URL) {
            throw Problem.invalid("url", "Give at most " + LONGEST_URL + " characters.");
        }
        if (note.strip().length() > LONGEST_NOTE || note.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("note", "Give one line of at most " + LONGEST_NOTE + " characters.");
        }
        Set<Event.Kind> kinds = EnumSet.noneOf(Event.Kind.class);
        events.forEach(type -> kinds.add(Webhooks.kind(type)));
        return new Endpoint.Wish(url.strip(), note.strip(), kinds, on);
    }

    private Reply changeByForm(Exchange exchange) {
        boolean on = exchange.form().text("on").isPresent();
        change(exchange, Versions.ofForm(exchange), wishOfForm(exchange, on));
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/webhooks/" + id(exchange)));
    }

    private Reply change(Exchange exchange) {
        webhooks.find(exchange.workspace(), id(exchange));
        return tagged(change(exchange, Versions.seen(exchange), wish(exchange)));
    }

    private Hook change(Exchange exchange, long seen, Endpoint.Wish wish) {
        Endpoint before = webhooks.find(exchange.workspace(), id(exchange));
        Endpoint after = webhooks.change(exchange.workspace(), id(exchange), seen, wish);
        exchange.changes("host", host(before.url()), host(after.url()));
        exchange.changes("events", String.join(" ", before.types()), String.join(" ", after.types()));
        exchange.changes("state", before.state(), after.state());
        return Hook.of(after, now(exchange));
    }

    private Reply removeByForm(Exchange exchange) {
        webhooks.remove(exchange.workspace(), id(exchange));
        return Reply.redirect(exchange.link("/webhooks"));
    }

    private Reply remove(Exchange exchange) {
        webhooks.remove(exchange.workspace(), id(exchange));
        return Reply.empty();
    }

    private Reply secretByForm(Exchange exchange) {
        int hours = exchange.form().number("hours", 0, LONGEST_BOTH_HOURS);
        return showHook(exchange, changedSecret(exchange, hours).secret());
    }

    private Reply secret(Exchange exchange) {
        NewSecret wanted = exchange.json(NewSecret.class);
        int hours = wanted.hours() == null ? 24 : wanted.hours();
        if (hours < 0 || hours > LONGEST_BOTH_HOURS) {
            throw Problem.invalid("hours", "Give 0 to " + LONGEST_BOTH_HOURS + " hours.");
        }
        return Reply.json(WithSecret.of(changedSecret(exchange, hours), now(exchange)))
                .withHeader("cache-control", "no-store");
    }

    private Webhooks.Made changedSecret(Exchange exchange, int hours) {
        return webhooks.changeSecret(exchange.workspace(), id(exchange), Duration.ofHours(hours));
    }

    private Reply pingByForm(Exchange exchange) {
        webhooks.ping(exchange.workspace(), id(exchange));
        return back(exchange);
    }

    private Reply ping(Exchange exchange) {
        return Reply.json(202, new Pinged(webhooks.ping(exchange.workspace(), id(exchange))));
    }

    private Reply deliveries(Exchange exchange) {
        webhooks.find(exchange.workspace(), id(exchange));
        return Reply.json(part(exchange));
    }

    private Part part(Exchange exchange) {
        Optional<String> after = exchange.query("after");
        if (after.filter(each -> !CURSOR.matcher(each).matches()).isPresent()) {
            throw Problem.invalid("after", "Give the value of next from the answer before.");
        }
        List<Delivery> found =
                webhooks.deliveries(exchange.workspace(), id(exchange), state(exchange), after, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Delivery> shown = more ? found.subList(0, PAGE) : found;
        return new Part(
                shown.stream().map(Sent::of).toList(),
                more ? Optional.of(shown.getLast().cursor()) : Optional.empty());
    }

    private static Optional<State> state(Exchange exchange) {
        return exchange.query("state")
                .map(name -> Arrays.stream(State.values())
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid("state", "Give QUEUED, DELIVERED or FAILED.")));
    }

    private Reply replayByForm(Exchange exchange) {
        int hours = exchange.form().number("hours", 1, (int) Webhooks.KEPT.toHours());
        boolean all = exchange.form().text("all").isPresent();
        Instant since = now(exchange).minus(Duration.ofHours(hours));
        long again = webhooks.resendSince(exchange.workspace(), id(exchange), since, all);
        return Reply.redirect(exchange.link("/webhooks/" + id(exchange) + "?again=" + again));
    }

    private Reply replay(Exchange exchange) {
        Replay wanted = exchange.json(Replay.class);
        if (wanted.since() == null || wanted.since().isBefore(Instant.EPOCH)) {
            throw Problem.invalid("since", "Give a moment such as 2026-11-25T08:00:00Z.");
        }
        boolean all = Boolean.TRUE.equals(wanted.all());
        return Reply.json(
                202, new Replayed(webhooks.resendSince(exchange.workspace(), id(exchange), wanted.since(), all)));
    }

    private Reply resendByForm(Exchange exchange) {
        webhooks.resend(exchange.workspace(), id(exchange), exchange.path("delivery"));
        return back(exchange);
    }

    private Reply resend(Exchange exchange) {
        webhooks.resend(exchange.workspace(), id(exchange), exchange.path("delivery"));
        return Reply.empty().withStatus(202);
    }
}
