package org.takeup.onboarding;

import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.keycloak.LocalAccounts.Account;
import org.takeup.language.LocalWords;
import org.takeup.onboarding.Onboarding.State;
import org.takeup.onboarding.Onboarding.Step;
import org.takeup.tenant.Tenant;

/**
 * The public pages on which an organisation signs up, and the page of an onboarding, which only its link opens. A link
 * that is merely followed does nothing: programs that look into mails follow links.
 */
public final class SignUpPages {
    private static final Map<String, String> ZONES =
            Map.of("de", "Europe/Berlin", "fr", "Europe/Paris", "es", "Europe/Madrid");
    private static final Pattern REGION =
            Pattern.compile("UTC|(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*");
    private static final int LONGEST = 300;
    /** A field that people do not see; programs that fill in everything do. */
    private static final String TRAP = "website";

    private final Optional<Onboardings> onboardings;
    private final boolean open;

    /**
     * @param onboardings nothing on an installation that may not change Keycloak
     * @param open whether anybody may sign up
     */
    SignUpPages(Optional<Onboardings> onboardings, boolean open) {
        this.onboardings = onboardings;
        this.open = open;
    }

    Room room() {
        return new Room(
                List.of(
                        page("sign-up", "/sign-up", Access.everyone(), this::form),
                        post("sign-up-ask", "/sign-up", Access.everyone(), this::ask),
                        page("sign-up-sent", "/sign-up-sent", Access.everyone(), this::sent),
                        page("onboarding", "/sign-up/{onboarding}", Access.ticket(), this::show),
                        page("onboarding-progress", "/sign-up/{onboarding}/progress", Access.ticket(), this::progress),
                        post("onboarding-begin", "/sign-up/{onboarding}/begin", Access.ticket(), this::begin),
                        post("onboarding-password", "/sign-up/{onboarding}/password", Access.ticket(), this::password)),
                List.of());
    }

    private static Route page(String id, String path, Access access, Handler handler) {
        return Route.page(id, path, access, handler).in(Route.Realm.PLATFORM);
    }

    private static Route post(String id, String path, Access access, Handler handler) {
        return Route.form(id, path, access, handler).in(Route.Realm.PLATFORM).accepting(new Body.Form(8 * 1024));
    }

    /**
     * The form.
     *
     * @param words in the reader's language
     * @param values that were entered, by field
     * @param faults in words, by field
     * @param zones to choose from
     */
    public record FormView(
            LocalWords words,
            Map<String, String> values,
            Map<String, String> faults,
            Collection<String> zones,
            String origin) {
        /** What stands in a field. */
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** What is wrong with a field; empty if nothing is. */
        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    /** The page behind the form. */
    public record SentView(LocalWords words) {}

    /**
     * The page of an onboarding.
     *
     * @param slug the address that is wanted, or is there
     * @param fault why that address cannot be had, in words; may be empty
     * @param trouble why it did not work, or does not go on at the moment, in words; may be empty
     * @param workspace its full address
     * @param account the first admin's user name; empty before it is ready
     * @param ready whether the first admin has come in
     * @param stays whether the workspace is there even if this did not work
     * @param password for the first sign-in, shown this once; empty elsewhere
     * @param secret that opens this page
     */
    public record View(
            LocalWords words,
            State state,
            String organisation,
            String slug,
            String fault,
            List<StepView> steps,
            int percent,
            String trouble,
            String workspace,
            String account,
            boolean ready,
            boolean stays,
            String password,
            String secret,
            String origin) {
        /** Where its forms are sent to. */
        public String action(String deed) {
            return "/sign-up/" + secret + "/" + deed;
        }

        @Override
        public String toString() {
            return "View[" + slug + "]";
        }
    }

    /** A step in words. */
    public record StepView(String label, boolean done) {}

    /** What the page's script asks for again and again. */
    public record Progress(String phase, int percent, boolean over) {}

    private static LocalWords words(Exchange exchange) {
        return Onboardings.WORDS.in(exchange.locale());
    }

    private Reply form(Exchange exchange) {
        refuseIfClosed();
        LocalWords words = words(exchange);
        var values =
                Map.of("language", words.language(), "zone", ZONES.getOrDefault(words.language(), "Europe/London"));
        return form(exchange, values, Map.of());
    }

    private static Reply form(Exchange exchange, Map<String, String> values, Map<String, String> faults) {
        LocalWords words = words(exchange);
        return Reply.page(
                        "onboarding/sign-up.jte",
                        words.say("form.title"),
                        new FormView(words, values, faults, zones(), exchange.fullLink("/w/")))
                .withStatus(faults.isEmpty() ? 200 : 422);
    }

    static Collection<String> zones() {
        var zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        zones.removeIf(zone -> !REGION.matcher(zone).matches());
        return zones;
    }

    private Reply ask(Exchange exchange) {
        refuseIfClosed();
        Form form = exchange.form();
        if (form.text(TRAP).isPresent()) {
            return Reply.redirect("/sign-up-sent");
        }
        Wish wish = new Wish(
                field(form, "organisation"),
                field(form, "slug").toLowerCase(Locale.ROOT),
                field(form, "givenName"),
                field(form, "familyName"),
                field(form, "email").toLowerCase(Locale.ROOT),
                field(form, "language"),
                field(form, "zone"),
                Tenant.Placement.POOLED);
        Map<String, String> faults = faults(words(exchange), wish.faults());
        if (!faults.containsKey("slug") && !onboardings().isFree(wish.slug())) {
            faults.put("slug", words(exchange).say("fault.taken"));
        }
        if (form.text("terms").isEmpty()) {
            faults.put("terms", words(exchange).say("fault.terms"));
        }
        if (!faults.isEmpty()) {
            return form(exchange, values(form), faults);
        }
        onboardings().ask(wish, exchange.address());
        return Reply.redirect("/sign-up-sent");
    }

    private static String field(Form form, String name) {
        return form.text(name).map(SignUpPages::shortened).orElse("");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    static Map<String, String> values(Form form) {
        var values = new LinkedHashMap<String, String>();
        form.names().forEach(name -> values.put(name, field(form, name)));
        return values;
    }

    static Map<String, String> faults(LocalWords words, List<Wish.Misfit> misfits) {
        var faults = new LinkedHashMap<String, String>();
        misfits.forEach(misfit -> faults.put(
                misfit.field(), words.say("fault." + misfit.fault().name().toLowerCase(Locale.ROOT))));
        return faults;
    }

    private Reply sent(Exchange exchange) {
        refuseIfClosed();
        LocalWords words = words(exchange);
        return Reply.page("onboarding/sent.jte", words.say("sent.title"), new SentView(words));
    }

    private void refuseIfClosed() {
        if (!open) {
            throw OnboardingProblems.closed();
        }
    }

    private Onboardings onboardings() {
        return onboardings.orElseThrow(OnboardingProblems::closed);
    }

    private Onboarding onboarding(Exchange exchange) {
        return onboardings().bySecret(exchange.path("onboarding")).orElseThrow(OnboardingProblems::linkGone);
    }

    private Reply show(Exchange exchange) {
        Onboarding onboarding = onboarding(exchange);
        String fault = onboarding.state() == State.ASKED
                        && !onboardings().isFree(onboarding.wish().slug())
                ? words(exchange).say("fault.taken")
                : "";
        return show(exchange, onboarding, onboarding.wish().slug(), fault, "");
    }

    private Reply show(Exchange exchange, Onboarding onboarding, String slug, String fault, String password) {
        LocalWords words = words(exchange);
        var account = onboardings().account(onboarding);
        var view = new View(
                words,
                onboarding.state(),
                onboarding.wish().organisation(),
                slug,
                fault,
                steps(words, onboarding),
                percent(onboarding),
                trouble(words, onboarding),
                exchange.fullLink("/w/" + onboarding.wish().slug()),
                account.map(Account::username).orElse(""),
                account.map(Account::ready).orElse(true),
                onboarding.byFile(),
                password,
                exchange.path("onboarding"),
                exchange.fullLink("/w/"));
        String title = words.say("state." + onboarding.state().name().toLowerCase(Locale.ROOT) + ".title");
        return Reply.page("onboarding/onboarding.jte", title, view).withHeader("cache-control", "no-store");
    }

    private static List<StepView> steps(LocalWords words, Onboarding onboarding) {
        return List.of(Step.values()).stream()
                .map(step -> new StepView(
                        words.say("step." + step.name().toLowerCase(Locale.ROOT)),
                        onboarding.done().containsKey(step)))
                .toList();
    }

    private static int percent(Onboarding onboarding) {
        return onboarding.state() == State.READY ? 100 : 100 * onboarding.done().size() / Step.values().length;
    }

    private static String trouble(LocalWords words, Onboarding onboarding) {
        return onboarding.trouble() == Onboarding.Trouble.NONE
                ? ""
                : words.say("trouble." + onboarding.trouble().name().toLowerCase(Locale.ROOT));
    }

    private Reply progress(Exchange exchange) {
        Onboarding onboarding = onboarding(exchange);
        LocalWords words = words(exchange);
        String phase = onboarding.state() == State.FOUNDING ? phase(words, onboarding) : words.say("progress.back");
        return Reply.json(new Progress(phase, percent(onboarding), onboarding.rests()));
    }

    private static String phase(LocalWords words, Onboarding onboarding) {
        String trouble = trouble(words, onboarding);
        if (!trouble.isEmpty()) {
            return trouble;
        }
        return steps(words, onboarding).stream()
                .filter(step -> !step.done())
                .findFirst()
                .map(StepView::label)
                .orElseGet(() -> words.say("step.opening"));
    }

    private Reply begin(Exchange exchange) {
        Onboarding onboarding = onboarding(exchange);
        String slug = exchange.form()
                .text("slug")
                .map(wanted -> shortened(wanted).toLowerCase(Locale.ROOT))
                .orElse("");
        Map<String, String> faults = faults(words(exchange), Wish.slugFaults(slug));
        if (!faults.isEmpty() && onboarding.rests() && onboarding.state() != State.READY) {
            return show(exchange, onboarding, slug, faults.getOrDefault("slug", ""), "")
                    .withStatus(422);
        }
        try {
            onboardings().begin(onboarding, slug);
        } catch (Problem e) {
            return show(exchange, onboarding, slug, words(exchange).say("fault.taken"), "")
                    .withStatus(e.status());
        }
        return Reply.redirect("/sign-up/" + exchange.path("onboarding"));
    }

    private Reply password(Exchange exchange) {
        Onboarding onboarding = onboarding(exchange);
        String password = onboardings().firstPassword(onboarding).orElseThrow(OnboardingProblems::noPassword);
        return show(exchange, onboarding, onboarding.wish().slug(), "", password);
    }
}
