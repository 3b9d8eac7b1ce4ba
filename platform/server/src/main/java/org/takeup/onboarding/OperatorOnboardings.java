package org.takeup.onboarding;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.onboarding.Onboarding.State;
import org.takeup.onboarding.Onboarding.Step;
import org.takeup.onboarding.Onboarding.Trouble;
import org.takeup.tenant.Tenant;

/** The operator's side: who is on the way, inviting an organisation, trying again. Page and API. */
public final class OperatorOnboardings {
    private static final Access OPERATOR = Access.operator();
    private static final LocalWords ENGLISH = Onboardings.WORDS;

    private final Optional<Onboardings> onboardings;

    /** @param onboardings nothing on an installation that may not change Keycloak */
    OperatorOnboardings(Optional<Onboardings> onboardings) {
        this.onboardings = onboardings;
    }

    Room room() {
        return new Room(
                List.of(
                        Route.page("operator-onboardings", "/onboardings", OPERATOR, this::page)
                                .in(Route.Realm.OPERATOR),
                        Route.form("operator-onboarding-form", "/onboardings", OPERATOR, this::inviteForm)
                                .in(Route.Realm.OPERATOR),
                        Route.form(
                                        "operator-onboarding-again-form",
                                        "/onboardings/{onboarding}/again",
                                        OPERATOR,
                                        this::againForm)
                                .in(Route.Realm.OPERATOR),
                        api("operator-onboardings-list", HttpMethod.GET, "/onboardings", this::list),
                        api("operator-onboarding-add", HttpMethod.POST, "/onboardings", this::invite),
                        api("operator-onboarding-get", HttpMethod.GET, "/onboardings/{onboarding}", this::get),
                        api(
                                        "operator-onboarding-again",
                                        HttpMethod.POST,
                                        "/onboardings/{onboarding}/again",
                                        this::again)
                                .accepting(new Body.None())),
                List.of(new Room.Entry(Room.Group.PLATFORM, 17, "Onboarding", "/onboardings", OPERATOR)));
    }

    private static Route api(String id, HttpMethod method, String path, Handler handler) {
        return Route.api(id, method, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    /** Whom the operator invites. @param placement where the documents go; shared if nothing is said */
    public record Invitation(
            @Nullable String organisation,
            @Nullable String slug,
            @Nullable Admin admin,
            @Nullable String language,
            @Nullable String timeZone,
            Tenant.@Nullable Placement placement) {
        Wish wish() {
            Admin first = admin == null ? new Admin(null, null, null) : admin;
            return new Wish(
                    text(organisation),
                    text(slug).toLowerCase(Locale.ROOT),
                    text(first.givenName()),
                    text(first.familyName()),
                    text(first.email()).toLowerCase(Locale.ROOT),
                    language == null ? "en" : language.strip(),
                    timeZone == null ? "UTC" : timeZone.strip(),
                    placement == null ? Tenant.Placement.POOLED : placement);
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text.strip();
        }
    }

    /** The first admin. */
    public record Admin(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String email) {}

    /**
     * An onboarding as the operator sees it: nobody's name or mail address.
     *
     * @param by {@code sign-up}, {@code file} or {@code operator}
     * @param milliseconds from the order to the end; null before it
     * @param steps when each was done
     * @param trouble of the last try; null if there was none
     * @param mailed whether the mail about this state has gone out
     */
    public record Seen(
            String id,
            String organisation,
            String slug,
            String by,
            State state,
            Instant asked,
            @Nullable Instant confirmed,
            @Nullable Instant ended,
            @Nullable Long milliseconds,
            Map<Step, Instant> steps,
            @Nullable Trouble trouble,
            boolean mailed,
            @Nullable String mailTrouble) {
        static Seen of(Onboarding onboarding) {
            var steps = new EnumMap<Step, Instant>(Step.class);
            steps.putAll(onboarding.done());
            Instant begun = onboarding.confirmed().orElse(null);
            Instant ended = onboarding.ended().orElse(null);
            return new Seen(
                    onboarding.id(),
                    onboarding.wish().organisation(),
                    onboarding.wish().slug(),
                    List.of("sign-up", Founder.BY_FILE).contains(onboarding.by()) ? onboarding.by() : "operator",
                    onboarding.state(),
                    onboarding.asked(),
                    begun,
                    ended,
                    begun == null || ended == null ? null : ended.toEpochMilli() - begun.toEpochMilli(),
                    steps,
                    onboarding.trouble() == Trouble.NONE ? null : onboarding.trouble(),
                    onboarding.mailed(),
                    onboarding.mailTrouble().isEmpty() ? null : onboarding.mailTrouble());
        }

        /** In words. */
        public String stateWords() {
            return ENGLISH.say("operator." + state.name().toLowerCase(Locale.ROOT));
        }

        /** In words; empty without one. */
        public String troubleWords() {
            return trouble == null
                    ? ""
                    : ENGLISH.say("trouble." + trouble.name().toLowerCase(Locale.ROOT));
        }

        /** Whether it can be tried again. */
        public boolean failed() {
            return state == State.FAILED;
        }
    }

    /** The latest ones. @param next to ask for earlier ones with; null if there are none */
    public record SeenList(List<Seen> onboardings, @Nullable String next) {}

    /**
     * What the page shows.
     *
     * @param available whether this installation can make workspaces by itself
     * @param values that were entered, by field
     * @param faults in words, by field
     */
    public record PageView(
            LocalWords words,
            boolean available,
            SeenList list,
            Map<String, String> values,
            Map<String, String> faults,
            Collection<String> zones) {
        /** What stands in a field. */
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** What is wrong with a field; empty if nothing is. */
        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    private Onboardings onboardings() {
        return onboardings.orElseThrow(OnboardingProblems::byHand);
    }

    private Reply page(Exchange exchange) {
        return page(exchange, Map.of("language", "en", "zone", "Europe/London"), Map.of());
    }

    private Reply page(Exchange exchange, Map<String, String> values, Map<String, String> faults) {
        SeenList list = onboardings.map(all -> list(all, exchange)).orElseGet(() -> new SeenList(List.of(), null));
        return Reply.page(
                        "onboarding/operator.jte",
                        "Onboarding",
                        new PageView(ENGLISH, onboardings.isPresent(), list, values, faults, SignUpPages.zones()))
                .withStatus(faults.isEmpty() ? 200 : 422);
    }

    private static SeenList list(Onboardings all, Exchange exchange) {
        List<Seen> seen = all.latest(exchange.query("before").map(OperatorOnboardings::moment)).stream()
                .map(Seen::of)
                .toList();
        String next = seen.size() < Onboardings.MOST_LISTED
                ? null
                : seen.getLast().asked().toString();
        return new SeenList(seen, next);
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("before", "Give what the answer before named as next.");
        }
    }

    private Reply inviteForm(Exchange exchange) {
        Form form = exchange.form();
        var invitation = new Invitation(
                form.text("organisation").orElse(""),
                form.text("slug").orElse(""),
                new Admin(
                        form.text("givenName").orElse(""),
                        form.text("familyName").orElse(""),
                        form.text("email").orElse("")),
                form.text("language").orElse("en"),
                form.text("zone").orElse(""),
                form.text("dedicated").isPresent() ? Tenant.Placement.DEDICATED : Tenant.Placement.POOLED);
        Wish wish = invitation.wish();
        Map<String, String> faults = SignUpPages.faults(ENGLISH, wish.faults());
        if (!faults.containsKey("slug") && !onboardings().isFree(wish.slug())) {
            faults.put("slug", ENGLISH.say("fault.taken"));
        }
        if (!faults.isEmpty()) {
            return page(exchange, SignUpPages.values(form), faults);
        }
        begin(exchange, wish);
        return Reply.redirect(exchange.link("/onboardings"));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(list(onboardings(), exchange));
    }

    private Reply invite(Exchange exchange) {
        Wish wish = exchange.json(Invitation.class).wish();
        List<Wish.Misfit> misfits = wish.faults();
        if (!misfits.isEmpty()) {
            throw Problem.invalid(misfits.stream()
                    .map(misfit -> new Problem.Field(
                            member(misfit.field()),
                            ENGLISH.say("fault." + misfit.fault().name().toLowerCase(Locale.ROOT))))
                    .toList());
        }
        Onboarding begun = begin(exchange, wish);
        return Reply.json(202, Seen.of(begun))
                .withHeader("location", exchange.link("/api/v1/onboardings/" + begun.id()));
    }

    private static String member(String field) {
        return switch (field) {
            case "givenName", "familyName", "email" -> "admin." + field;
            case "zone" -> "timeZone";
            default -> field;
        };
    }

    private Onboarding begin(Exchange exchange, Wish wish) {
        return onboardings().invite(wish, exchange.caller().personId());
    }

    private Onboarding find(Exchange exchange) {
        return onboardings().find(exchange.path("onboarding")).orElseThrow(Problem::notFound);
    }

    private Reply get(Exchange exchange) {
        return Reply.json(Seen.of(find(exchange)));
    }

    private Reply againForm(Exchange exchange) {
        tryAgain(exchange);
        return Reply.redirect(exchange.link("/onboardings"));
    }

    private Reply again(Exchange exchange) {
        tryAgain(exchange);
        return Reply.json(202, Seen.of(find(exchange)));
    }

    /** Who has never confirmed must do that themselves. */
    private void tryAgain(Exchange exchange) {
        Onboarding onboarding = find(exchange);
        if (onboarding.state() == State.ASKED) {
            throw OnboardingProblems.notConfirmed();
        }
        onboardings().begin(onboarding, onboarding.wish().slug());
    }
}
